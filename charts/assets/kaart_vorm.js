// From a geometry file to drawn paths: projection, paths and places for names. Knows nothing of the page.

export const SIZE = 1000; // width of the drawing in its own units

const polygonsOf = (geometry) =>
  !geometry ? [] : geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];

// Equal enough in area for one city or the Netherlands: degrees of longitude shrunk by the cosine of the middle latitude.
export function projection([west, south, east, north]) {
  const shrink = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const k = SIZE / ((east - west) * shrink);
  return {
    point: ([lon, lat]) => [(lon - west) * shrink * k, (north - lat) * k],
    at: ([x, y]) => [x / (shrink * k) + west, north - y / k],
    height: (north - south) * k,
  };
}

export function pathOf(geometry, point) {
  let path = '';
  for (const polygon of polygonsOf(geometry))
    for (const ring of polygon)
      path += ring.map((c, i) => (i ? 'L' : 'M') + point(c).map((v) => v.toFixed(2)).join(' ')).join('') + 'Z';
  return path;
}

export function middleOf(feature, point) {
  let best = [0, null];
  for (const [ring] of polygonsOf(feature.geometry)) {
    const points = ring.map(point);
    let [area, x, y] = [0, 0, 0];
    for (let i = 1; i < points.length; i++) {
      const cross = points[i - 1][0] * points[i][1] - points[i][0] * points[i - 1][1];
      area += cross;
      x += (points[i - 1][0] + points[i][0]) * cross;
      y += (points[i - 1][1] + points[i][1]) * cross;
    }
    if (Math.abs(area) > best[0]) best = [Math.abs(area), [x / (3 * area), y / (3 * area)]];
  }
  return best[1];
}
