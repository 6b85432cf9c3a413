// place_position: what lies within a distance or a rectangle.
// params:
// returns:
// mode: write
CREATE POINT INDEX place_position IF NOT EXISTS
FOR (place:Place) ON (place.position)
