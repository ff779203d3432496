// Draws src/places/world.ts: every country as the path of an SVG, from the borders of Natural Earth, which are public domain.
// Run by hand when borders change: see CONTRIBUTING.md.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoArea, geoCentroid, geoDistance, geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import { presimplify, simplify, sphericalTriangleArea } from 'topojson-simplify';

const require = createRequire(import.meta.url);
const atlas = require('world-atlas/countries-50m.json');
const { codeMappings } = require('cldr-core/supplemental/codeMappings.json').supplemental;

/** Wide enough that whole numbers do as coordinates. */
const width = 2000;
/** Degrees of latitude between which people live. */
const [north, south] = [83.7, -56];
/** What is finer than this goes, in steradians: nobody sees it at 700 pixels. */
const finest = 4e-6;
/** Rings smaller than this in square units go too, but for the largest of each country. */
const smallest = 22;
/** A country that is smaller than this across is found by a dot. */
const dotted = 34;

/** What Natural Earth has no number for. What nobody is given by ISO 3166 is drawn, and is no country. */
const codesByName = { Somaliland: 'SO', Kosovo: 'XK', 'N. Cyprus': 'CY' };
const nobodys = 'ZZ';

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
const wholes = new Set(['AU', 'FR', 'NL', 'NO', 'NZ', 'RU', nobodys]);

const codesByNumber = new Map(
  Object.entries(codeMappings)
    // Burma, Zaire and Portuguese Timor handed their numbers on.
    .filter(([code, { _numeric }]) => /^[A-Z]{2}$/.test(code) && _numeric && !['BU', 'ZR', 'TP'].includes(code))
    .map(([code, { _numeric }]) => [_numeric, code]),
);

// A compromise: areas nearly as they are, and room for the many small countries of Europe. Turned, so that no land is cut.
const projection = geoNaturalEarth1().rotate([-11, 0]).fitWidth(width, { type: 'Sphere' });
// The map begins at the northern edge. It ends at the southern one, which is the height of its viewBox.
const [x, y] = projection.translate();
projection.translate([x, y - projection([11, north])[1]]);
const height = Math.round(projection([11, south])[1]);

const simple = polygonsByCode(simplify(presimplify(atlas, sphericalTriangleArea), finest));
const lines = [...polygonsByCode(atlas)]
  .toSorted(([one], [other]) => (one < other ? -1 : 1))
  .map(([code, polygons]) => line(code, simple.get(code) ?? [], centreOf(polygons) ?? parts[code]));

writeFileSync(
  new URL('../src/places/world.ts', import.meta.url),
  `// Drawn by apps/web/world/draw-world.mjs: borders by Natural Earth (public domain), countries by ISO 3166.

/** A country on the map: its outline, and its centre where it is too small to be seen otherwise. */
export interface Outline {
  readonly d: string;
  readonly dot: readonly [x: number, y: number] | null;
}

export const viewBox = '0 0 ${width} ${height}';

/** Every country but Antarctica by its code. ${nobodys} is what belongs to none. */
export const world: Readonly<Record<string, Outline>> = {
${lines.join('\n')}
};
`,
);

function polygonsByCode(topology) {
  const byCode = new Map(Object.keys(parts).map((code) => [code, []]));
  for (const { id, properties, geometry } of feature(topology, topology.objects.countries).features) {
    const code = codesByNumber.get(id) ?? codesByName[properties.name] ?? nobodys;
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

/** A country as a line of the file. */
function line(code, polygons, centre) {
  const rings = polygons.flatMap(ringsOf).toSorted((one, other) => areaOf(other) - areaOf(one));
  const shown = rings.filter((ring, at) => at === 0 || areaOf(ring) > smallest);
  const isSmall = across(shown.flat()) < dotted;
  const dot = isSmall && code !== nobodys ? `[${projection(centre).map(Math.round).join(', ')}]` : 'null';
  return `  ${code}: { d: '${shown.map(path).join('')}', dot: ${dot} },`;
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
