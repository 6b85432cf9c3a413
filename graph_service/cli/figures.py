"""How the commands about whole graphs print statistics and values: all digits for programs, six for people."""

from collections.abc import Iterable, Mapping

import msgspec

from graph_service.cli.console import Rows
from graph_service.graph.statistics import Figures

# What the figures are called in Chinese, in the order in which people read them; long lists are left to CSV and JSON.
LABELS: Mapping[str, str] = {
    "places": "地方数（节点）",
    "agreements": "协议数（连线）",
    "components": "连通分量数",
    "largest_component": "最大分量的地方数",
    "isolated": "没有协议的地方数",
    "max_degree": "最大度",
    "mean_degree": "平均度",
    "wedges": "两路（楔形）数",
    "claws": "爪形数",
    "triangles": "三角形数",
    "squares": "四边形数",
    "clustering": "全局聚类系数",
    "mean_local_clustering": "平均局部聚类系数",
    "assortativity": "度同配系数",
    "diameter": "最大分量的直径",
    "mean_distance": "最大分量的平均距离",
    "median_distance": "最大分量的距离中位数",
    "power_law_exponent": "幂律指数",
    "gini": "度的基尼系数",
    "edge_distribution_entropy": "连线分布熵",
    "max_core": "最大核数",
    "density": "密度",
    "spectral_norm": "谱范数",
    "algebraic_connectivity": "最大分量的代数连通度",
    "articulation_points": "割点数",
    "bridges": "桥数",
    "self_loops": "舍去的自环",
    "duplicates": "舍去的重复连线",
}


def statistics_rows(figures: Figures) -> tuple[Rows, Rows]:
    """One row per figure: all of them with all digits, and those for people with their Chinese names."""
    fields = [field.name for field in msgspec.structs.fields(Figures)]
    full = ((name, exact(getattr(figures, name))) for name in fields)
    brief = ((name, short(getattr(figures, name)), label) for name, label in LABELS.items())
    return Rows(("figure", "value"), full), Rows(("figure", "value", "名称"), brief)


def value_rows(items: Iterable[tuple[str, str, float]]) -> tuple[Rows, Rows]:
    """One row per node, by its id, name and value, in the order they come."""
    listed = list(items)
    full = ((node, name, exact(value)) for node, name, value in listed)
    brief = ((short(value), node, name) for node, name, value in listed)
    return Rows(("id", "name", "value"), full), Rows(("value", "id", "name"), brief)


def exact(value: object) -> object:
    """A number with every digit it has; whole ones without a point, as counts are written."""
    return repr(value).removesuffix(".0") if isinstance(value, float) else value


def short(value: float | None) -> str | None:
    """A number to six digits; None stays missing."""
    return None if value is None else str(value) if isinstance(value, int) else f"{value:.6g}"
