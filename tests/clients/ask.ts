// Ten questions and a wrong one, asked through the TypeScript client that was generated; prints what it was told as JSON.
// It is checked by tsc before it runs: `node ask.js ADDRESS`.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Level = components["schemas"]["Level"];
type Kind = components["schemas"]["AgreementKind"];

declare const process: { argv: string[] };

const client = createClient<paths, "application/json" | "application/problem+json">({ baseUrl: process.argv[2] });
const day = "2021-12-31";
const home = "jiangsu";
const told: Record<string, unknown> = {};

function given<T>(answer: { data?: T; error?: unknown }): T {
  if (answer.data === undefined) throw new Error(JSON.stringify(answer.error));
  return answer.data;
}

const { place, children } = given(await client.GET("/v1/places/{place_id}", { params: { path: { place_id: home } } }));
const level: Level = place.level;
told.place = [level, place.names?.en, children];

const places = given(await client.GET("/v1/places", { params: { query: { level: ["city"], limit: 3 } } }));
const found = places.items as components["schemas"]["PlaceItem"][]; // no field tells them from places cut to some fields
told.places = [places.total, found.map((item) => item.id)];

const formal: Kind = "formal";
const agreements = given(await client.GET("/v1/agreements", { params: { query: { home, kind: [formal], as_of: day } } }));
if (!("home" in agreements) || "group_by" in agreements) throw new Error("not the agreements");
told.agreements = agreements.items.map((item) => [item.id, item.kind, item.certainty]);

const path = { agreement_id: "jiangsu~vaud" };
const { agreement } = given(await client.GET("/v1/agreements/{agreement_id}", { params: { path } }));
told.agreement = [agreement.since, agreement.since_basis, agreement.mechanism];

const rows = given(await client.GET("/v1/clusters", { params: { query: { home, as_of: day, kinds: [formal] } } }));
if (!("summary" in rows)) throw new Error("not the clusters");
told.clusters = rows.items.map((row) => [row.partner.id, row.strength.score, row.roles]);

const both = { home, partner: "north-brabant" };
const one = given(await client.GET("/v1/clusters/{home}/{partner}", { params: { path: both, query: { as_of: day } } }));
told.cluster = [one.strength.score, one.strength.terms.map((term) => [term.name, term.points])];

const worklist = given(await client.GET("/v1/gaps", { params: { query: { home, as_of: day, type: ["bare_stem"] } } }));
if (!("denominator" in worklist)) throw new Error("not the gaps");
told.gaps = worklist.items.map((gap) => [gap.place?.id, gap.reason.zh, gap.established]);

const share = given(await client.GET("/v1/coverage", { params: { query: { home, as_of: day, by: ["tier"] } } }));
if (!("denominator" in share)) throw new Error("not the coverage");
told.coverage = share.items.map((item) => [item.keys, item.coverage.numerator, item.coverage.denominator]);

const todo = given(await client.GET("/v1/actions", { params: { query: { home, as_of: day } } }));
if (!("counts" in todo)) throw new Error("not the worklist");
told.actions = todo.counts;

const figures = given(await client.GET("/v1/statistics", { params: { query: { as_of: day } } }));
if (!("density" in figures)) throw new Error("not the statistics");
told.statistics = [figures.places, figures.agreements, figures.density];

const { error: problem } = await client.GET("/v1/gaps", { params: { query: { home: "nowhere-at-all" } } });
if (problem === undefined) throw new Error("answered");
told.problem = [problem.status, problem.type];

console.log(JSON.stringify(told));
