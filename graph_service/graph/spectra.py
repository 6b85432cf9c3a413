"""Measures from eigenvalues: eigenvector centrality, PageRank, spectral norm and algebraic connectivity. scipy computes them."""

import numpy as np
from scipy import sparse
from scipy.sparse import linalg

from graph_service.graph.arrays import Floats, Graph

_DENSE = 400  # below this order, all eigenvalues at once are faster and surer than iteration
_SAME = 1e-9  # eigenvalues closer than this, relatively, are one
_DAMPING = 0.85
_CONVERGED = 1e-14


def eigenvector(graph: Graph) -> Floats:
    """How well linked a node's neighbours are, in [0, 1], the squares adding up to 1 (Bonacich 1987).

    The vector that networkx's power iteration tends to: the part of (1, …, 1) in the eigenspace of the largest
    eigenvalue. Nodes in components with a smaller one get 0; without links all nodes are alike.
    """
    if not graph.size:
        return np.full(graph.order, 1 / np.sqrt(max(graph.order, 1)))
    vector = np.abs(_leading_part(graph))
    vector[vector < _SAME * vector.max()] = 0
    return np.asarray(vector / np.linalg.norm(vector))


def spectral_norm(graph: Graph) -> float | None:
    """The largest eigenvalue of the adjacency matrix, at least 0 and at most the largest degree; None without nodes."""
    if not graph.size:
        return 0.0 if graph.order else None
    if graph.order < _DENSE:
        return float(np.linalg.eigvalsh(graph.adjacency.toarray())[-1])
    found = linalg.eigsh(graph.adjacency, k=1, which="LA", v0=np.ones(graph.order), return_eigenvectors=False)
    return float(found[0])


def pagerank(graph: Graph) -> Floats:
    """Where a walker is found who follows a link with probability 0.85 and else starts anywhere; adds up to 1 (Brin & Page 1998).

    From a node without links the walker always starts anywhere. Iterated until the sum of all changes is below 1e-14.
    """
    n, degrees = graph.order, graph.degrees
    shares = np.divide(1.0, degrees, out=np.zeros(n), where=degrees > 0)
    rank = np.full(n, 1 / max(n, 1))
    change = 1.0
    while n and change > _CONVERGED:
        jumps = _DAMPING * rank[degrees == 0].sum() + (1 - _DAMPING)
        following = _DAMPING * (graph.adjacency @ (rank * shares)) + jumps / n
        following /= following.sum()
        change, rank = float(np.abs(following - rank).sum()), following
    return rank


def algebraic_connectivity(graph: Graph) -> float | None:
    """The second smallest eigenvalue of the Laplacian of the largest component; None if it has one node (Fiedler 1973)."""
    part = graph.part(graph.largest)
    if part.order < 2:
        return None
    laplacian = sparse.csc_array(sparse.diags_array(part.degrees.astype(float)) - part.adjacency)
    if part.order < _DENSE:
        return float(np.linalg.eigvalsh(laplacian.toarray())[1])
    return _second_smallest(laplacian)


def _leading_part(graph: Graph) -> Floats:
    ones = np.ones(graph.order)
    if graph.order < _DENSE:
        values, vectors = np.linalg.eigh(graph.adjacency.toarray())
        space = vectors[:, values > values[-1] * (1 - _SAME)]
        return np.asarray(space @ (space.T @ ones))
    # Iteration that starts at ones never leaves the space of ones, so it finds the part of ones, whatever the multiplicity.
    return np.asarray(linalg.eigsh(graph.adjacency, k=1, which="LA", v0=ones)[1][:, 0])


def _second_smallest(laplacian: sparse.csc_array) -> float:
    """Inverse iteration around a shift just below 0, where the eigenvalues in question are the largest."""
    order = laplacian.shape[0]
    shift = 1e-6
    solver = linalg.splu(
        sparse.csc_array(laplacian + shift * sparse.eye_array(order)),
        permc_spec="MMD_AT_PLUS_A",
        diag_pivot_thresh=0.0,
        options={"SymmetricMode": True},
    )
    inverse = linalg.LinearOperator((order, order), solver.solve)
    start = np.cos(np.arange(order))  # any vector that is no eigenvector, the same each time
    found = linalg.eigsh(laplacian, k=2, sigma=-shift, OPinv=inverse, v0=start, return_eigenvectors=False)
    return float(max(found))
