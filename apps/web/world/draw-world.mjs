// Writes packages/react/src/features/locations/world.json: each country as an SVG path, from the public-domain borders of Natural Earth.
// Run by hand when borders change: see CONTRIBUTING.md.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoArea, geoCentroid, geoDistance, geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import { presimplify, simplify, sphericalTriangleArea } from 'topojson-simplify';

const require = createRequire(import.meta.url);
const atlas = require('world-atlas/countries-50m.json');
const { codeMappings } = require('cldr-core/supplemental/codeMappings.json').supplemental;

/** Large enough for whole numbers as coordinates. */
const width = 2000;
/** The degrees of latitude that the map shows: the inhabited ones. */
const [north, south] = [83.7, -56];
/** Details smaller than this, in steradians, are removed, because they are invisible at 700 pixels. */
const finest = 4e-6;
/** Rings smaller than this, in square units, are removed, except the largest of each country. */
const smallest = 22;
/** A country with a smaller diameter than this gets a dot. */
const dotted = 34;

/** Areas without an ISO number in Natural Earth. Areas without an ISO 3166 code are drawn, but are no countries. */
const codesByName = { Somaliland: 'SO', Kosovo: 'XK', 'N. Cyprus': 'CY' };
const unassigned = 'ZZ';

/** Countries of ISO 3166 that Natural Earth draws as a part of another one, or not at all: longitude and latitude. */
const parts = {
  BQ: [-68.3, 12.2],
  BV: [3.4, -54.4],
  CC: [96.8, -12.2],
  CX: [105.6, -10.5],
  GF: [-53.2, 3.9],
  GI: [-5.35, 36.14],
  GP: [-61.5, 16.2],
  MQ: [-61, 14.7],
  RE: [55.5, -21.1],
  SJ: [18, 78.7],
  TK: [-171.8, -9.2],
  TV: [179.2, -8.5],
  UM: [166.6, 19.3],
  YT: [45.15, -12.8],
  // Drawn with Russia, and a part of Ukraine by ISO 3166-2.
  UA: [34.3, 45.3],
};
const wholes = new Set(['AU', 'FR', 'NL', 'NO', 'NZ', 'RU', unassigned]);

const codesByNumber = new Map(
  Object.entries(codeMappings)
    // The numbers of Burma, Zaire and Portuguese Timor now belong to other codes.
    .filter(([code, { _numeric }]) => /^[A-Z]{2}$/.test(code) && _numeric && !['BU', 'ZR', 'TP'].includes(code))
    .map(([code, { _numeric }]) => [_numeric, code]),
);

// Keeps areas nearly true and leaves room for the small countries of Europe. Rotated so that the edge cuts no land.
const projection = geoNaturalEarth1().rotate([-11, 0]).fitWidth(width, { type: 'Sphere' });
// The map begins at the northern edge. It ends at the southern one, which is the height of its viewBox.
const [x, y] = projection.translate();
projection.translate([x, y - projection([11, north])[1]]);
const height = Math.round(projection([11, south])[1]);

const simple = polygonsByCode(simplify(presimplify(atlas, sphericalTriangleArea), finest));
const lines = [...polygonsByCode(atlas)]
  .toSorted(([one], [other]) => (one < other ? -1 : 1))
  .map(([code, polygons]) => [code, outline(code, simple.get(code) ?? [], centreOf(polygons) ?? parts[code])]);

writeFileSync(
  new URL('../../../packages/react/src/features/locations/world.json', import.meta.url),
  `{\n${lines.map(([code, outline]) => `  ${JSON.stringify(code)}: ${outline}`).join(',\n')}\n}\n`,
);
console.log(`The viewBox in world.ts: 0 0 ${width} ${height}`);

function polygonsByCode(topology) {
  const byCode = new Map(Object.keys(parts).map((code) => [code, []]));
  for (const { id, properties, geometry } of feature(topology, topology.objects.countries).features) {
    const code = codesByNumber.get(id) ?? codesByName[properties.name] ?? unassigned;
    if (code === 'AQ') continue;
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    for (const coordinates of polygons) {
      const polygon = { type: 'Polygon', coordinates };
      const owner = wholes.has(code) ? (partOf(polygon) ?? code) : code;
      byCode.set(owner, [...(byCode.get(owner) ?? []), polygon]);
    }
  }
  return byCode;
}

/** The part that a polygon is by its place: within some 200 km. */
function partOf(polygon) {
  const centre = geoCentroid(polygon);
  return Object.keys(parts).find((code) => geoDistance(centre, parts[code]) < 0.035);
}

/** The middle of the largest polygon, or undefined where there is none. */
function centreOf(polygons) {
  const [largest] = polygons.toSorted((one, other) => geoArea(other) - geoArea(one));
  return largest && geoCentroid(largest);
}

/** The outline of a country, as a value of the file. */
function outline(code, polygons, centre) {
  const rings = polygons.flatMap(ringsOf).toSorted((one, other) => areaOf(other) - areaOf(one));
  const shown = rings.filter((ring, at) => at === 0 || areaOf(ring) > smallest);
  const isSmall = across(shown.flat()) < dotted;
  const dot = isSmall && code !== unassigned ? `[${projection(centre).map(Math.round).join(', ')}]` : 'null';
  return `{ "d": "${shown.map(path).join('')}", "dot": ${dot} }`;
}

/** The rings of a polygon on the map, in whole numbers. */
function ringsOf(polygon) {
  const rings = [];
  let ring = [];
  geoPath(projection, {
    moveTo: (...point) => (ring = [point]),
    lineTo: (...point) => ring.push(point),
    closePath: () => rings.push(ring),
  })(polygon);
  return rings
    .map((points) => points.map((point) => point.map(Math.round)))
    .map((points) => points.filter((point, at) => String(point) !== String(points.at(at - 1))))
    .filter(({ length }) => length > 2);
}

function areaOf(ring) {
  const twice = ring.map(([x, y], at) => {
    const [beforeX, beforeY] = ring.at(at - 1);
    return beforeX * y - x * beforeY;
  });
  return Math.abs(twice.reduce((sum, part) => sum + part, 0) / 2);
}

/** The longer side of the box around points. */
function across(points) {
  const sides = [0, 1].map((axis) => points.map((point) => point[axis]));
  return Math.max(0, ...sides.map((side) => Math.max(...side) - Math.min(...side)));
}

/** A ring as a closed path of steps, which is shorter than one of places. */
function path(ring) {
  const steps = ring.slice(1).map(([x, y], at) => `${x - ring[at][0]} ${y - ring[at][1]}`);
  return `M${ring[0].join(' ')}l${steps.join(' ')}z`.replaceAll(' -', '-');
}
