"""Maps: land outlines, the Equal Earth projection, and small maps as SVG that stand in a page without a script.

How to draw one:

    from graph_service.maps.drawing import MapLine, MapMark, map_svg
    from graph_service.maps.window import around

    marks = [MapMark(118.8, 32.06, both(place), "city-0", size=6, weight=12, href="../../views/place/Q16666"), ...]
    lines = [MapLine((118.8, 32.06), (6.96, 50.94), "formal"), ...]
    svg = Markup(map_svg(marks, lines, "zh", title, desc))  # the world
    window = around((mark.lon, mark.lat) for mark in marks)  # what they span; the world where that is most of it
    svg = Markup(map_svg(marks, lines, "zh", title, desc, window, "50m"))

`marks` and `lines` look as `pages/marks.py` declares: `mark` is a key of its `DOTS` or `LINES`. The element takes the width of
what it stands in; `width` says for how many pixels sizes are meant (names are 12 of them high). Names find room by `weight`, the
heaviest first; a mark that must have no name has the weight 0. With `slim` they are there a second time, larger and fewer, in a
group of this class that is not shown: a page shows it in the place of the group `wide` where the map is narrow. All names and
links are escaped. The map says in its corner that it is schematic and draws no boundaries. It keeps its light
ground on a dark page, as marks are told apart on white.

The outlines are Natural Earth's land alone: no boundary of a country is in the data. Antarctica, where no partner lies, is left
out. The world is drawn around 150° E, as Chinese maps of the world are: the Pacific is whole, China stands near the middle, and
the edge at 30° W runs through the Atlantic, where it cuts nothing but Greenland. A map of a part is drawn around its own middle,
so that its shapes are not sheared.
"""
