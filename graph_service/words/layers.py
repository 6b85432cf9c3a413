"""What the layers of the data are called, and of which of them a text tells."""

from graph_service.words.bilingual import Bilingual, labels

# All layers at once, and those that come with the service; whoever loads others gives them names.
LAYERS = labels(
    all=("全部", "all"),
    china=("全国公开资料", "China (public)"),
    frames=("国家范围和事实", "frames and facts"),
    home=("文件所载", "home (documents)"),
    rules=("规则", "rules"),
    world=("世界公开资料", "world (public)"),
)
_READ_OUT = 12  # digits of a version of the data that are enough to tell it from others


def of_layer(layer: str) -> Bilingual:
    """Which layer of the data something counts.

    >>> of_layer("all").zh, of_layer("home").en
    ('数据层：全部', 'layer home (documents)')
    """
    said = LAYERS.get(layer, Bilingual(layer, layer))
    return Bilingual(f"数据层：{said.zh}", f"layer {said.en}")


def made_from(snapshot: str, layer: str) -> Bilingual:
    """Of which version of the data a sheet of paper tells, short enough to be read out, and of which layer where that is not all.

    >>> made_from("0123456789abcdef", "all").zh, made_from("0123456789abcdef", "home").en
    ('数据版本 0123456789ab', 'snapshot 0123456789ab, layer home (documents)')
    """
    version, of = snapshot[:_READ_OUT], of_layer(layer)
    if layer == "all":
        return Bilingual(f"数据版本 {version}", f"snapshot {version}")
    return Bilingual(f"数据版本 {version}，{of.zh}", f"snapshot {version}, {of.en}")
