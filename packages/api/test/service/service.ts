import { type ServiceScope, serviceScopes } from '@latchkey/sessions/applications/service-key';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { type RestOperation, takesBody } from '../../src/rest/rest-operation.ts';
import type { TestApp } from '../testing/test-app.ts';

/** A new service key with these scopes, or with all. */
export async function serviceKey(app: TestApp, scopes: readonly ServiceScope[] = serviceScopes): Promise<string> {
  const created = await app.services.serviceKeys.create('test', scopes);
  if (!created.ok) throw new Error('There should be room for a key');
  return created.value.secret;
}

/** A request of an application to the service API over REST. */
export function ask(
  app: TestApp,
  key: string | null,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  payload?: object,
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> {
  const authorization: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
  const body: InjectOptions = payload === undefined ? {} : { payload };
  return app.http.inject({
    method,
    url: `${app.basePath}/api/v1/service${path}`,
    headers: { ...authorization, ...headers },
    ...body,
  });
}

/**
 * A request to the REST route of a procedure: the parameters of its path are in the path, and all else is in the body or, where
 * the route has none, in the query, by the names on the wire.
 */
export function askOperation(
  app: TestApp,
  key: string | null,
  operation: RestOperation,
  input: Readonly<Record<string, unknown>>,
): Promise<LightMyRequestResponse> {
  const { names, route } = operation;
  const wire = new Map(Object.entries(input).map(([field, value]) => [names.wireName(field), value]));
  const path = route.path.slice('/api/v1/service'.length).replaceAll(/\{(\w+)\}/g, (_match, field: string) => {
    const value = wire.get(field);
    wire.delete(field);
    return encodeURIComponent(String(value));
  });
  if (takesBody(operation)) return ask(app, key, route.method, path, Object.fromEntries(wire));
  const query = new URLSearchParams(
    Object.fromEntries(Array.from(wire, ([field, value]) => [field, String(value)])),
  ).toString();
  return ask(app, key, route.method, query === '' ? path : `${path}?${query}`);
}

/** The same as `ask`, over tRPC. */
export function askTrpc(
  app: TestApp,
  key: string | null,
  name: string,
  input: object,
  isQuery = false,
): Promise<LightMyRequestResponse> {
  const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
  const text = JSON.stringify(input);
  return isQuery
    ? app.http.inject({ method: 'GET', url: `/api/service/${name}?input=${encodeURIComponent(text)}`, headers })
    : app.http.inject({
        method: 'POST',
        url: `/api/service/${name}`,
        headers: { ...headers, 'content-type': 'application/json' },
        payload: text,
      });
}
