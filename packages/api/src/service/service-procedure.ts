import type { ServiceScope } from '@latchkey/sessions/applications/service-key';
import { initTRPC } from '@trpc/server';
import { ApiError, toApiError } from '../api-error.ts';
import type { ProcedureMeta } from '../procedure.ts';
import { type ServiceContext, keyOf } from './service-context.ts';

const t = initTRPC
  .context<ServiceContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    errorFormatter({ shape, error }) {
      const { errorCode, fields, retryAfter, message } = toApiError(error);
      const { code, httpStatus, path } = shape.data;
      return { ...shape, message, data: { code, httpStatus, path, errorCode, fields, retryAfter } };
    },
  });

export const serviceRouterOf = t.router;

/** A procedure for applications whose key has a scope. The key is checked before the input. */
export const withScope = (scope: ServiceScope) =>
  t.procedure.meta({ scope }).use(async ({ ctx, next }) => {
    const { key, secret } = await keyOf(ctx).catch((error: unknown) => {
      throw toApiError(error);
    });
    if (!key.scopes.includes(scope)) throw new ApiError('service_scope_missing', { fields: { scope } });
    const result = await next({ ctx: { secret } });
    return result.ok ? result : { ...result, error: toApiError(result.error) };
  });
