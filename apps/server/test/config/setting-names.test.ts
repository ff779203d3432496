import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';

const warningsOf = (source: NodeJS.ProcessEnv) => readEnvironment(source, '/srv').warnings;

/** Variables of desktops, servers, containers, npm, CI and common platforms. */
const ordinary = `
  HOME PATH PWD OLDPWD USER USERNAME LOGNAME SHELL SHLVL TERM LANG LC_ALL LANGUAGE TZ EDITOR VISUAL PAGER MAIL MAILCHECK
  HOSTNAME HOSTTYPE MACHTYPE OSTYPE host hostname HOSTS POST PORTS SESSIONNAME DRAINED
  SESSION_MANAGER XDG_SESSION_ID XDG_SESSION_TYPE XDG_DATA_DIRS XDG_DATA_HOME DESKTOP_SESSION DBUS_SESSION_BUS_ADDRESS
  TERM_SESSION_ID GNOME_DESKTOP_SESSION_ID SSH_CONNECTION SSH_CLIENT SSH_AUTH_SOCK SSH_TTY DISPLAY WAYLAND_DISPLAY
  http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY NODE_ENV NODE_OPTIONS NODE_PATH NVM_DIR
  npm_config_registry npm_config_user_agent npm_lifecycle_event npm_package_name npm_package_json npm_execpath npm_node_execpath
  INIT_CWD COLOR FORCE_COLOR NO_COLOR CI GITHUB_ACTIONS GITHUB_TOKEN RUNNER_OS INVOCATION_ID JOURNAL_STREAM SYSTEMD_EXEC_PID
  KUBERNETES_SERVICE_HOST KUBERNETES_SERVICE_PORT KUBERNETES_PORT KUBERNETES_PORT_443_TCP KUBERNETES_PORT_443_TCP_ADDR
  LATCHKEY_SERVICE_HOST LATCHKEY_SERVICE_PORT LATCHKEY_SERVICE_PORT_HTTP LATCHKEY_PORT LATCHKEY_PORT_3000_TCP_ADDR
  PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE POSTGRES_USER POSTGRES_PASSWORD DATABASE_HOST DATABASE_NAME DATABASE_USER
  REDIS_HOST REDIS_PORT SMTP_HOST SMTP_PORT SMTP_USER MAIL_HOST PUBLIC_HOST DATA_PATH AWS_SESSION_TOKEN AWS_REGION DYNO
  RENDER FLY_APP_NAME RAILWAY_PROJECT_ID VERCEL_URL TEMP TMP TMPDIR WINDIR ComSpec PATHEXT ProgramData _
`
  .trim()
  .split(/\s+/);

describe('names of settings', () => {
  it('of other software cause no warning', () => {
    const source = Object.fromEntries(ordinary.map((name) => [name, 'x']));
    expect(warningsOf({ ...source, PORT: '4000', HOST: '127.0.0.1' })).toEqual([]);
  });

  it.each([
    ['SESION_IDLE', 'SESSION_IDLE'],
    ['SESSION_IDEL', 'SESSION_IDLE'],
    ['session_idle', 'SESSION_IDLE'],
    ['SESSIONIDLE', 'SESSION_IDLE'],
    ['SESSIONS_IDLE', 'SESSION_IDLE'],
    ['SESSION_PER_USER', 'SESSIONS_PER_USER'],
    ['LATCHKEY_PORT', 'PORT'],
    ['LATCHKEY_STEP_UP', 'STEP_UP'],
    ['PROT', 'PORT'],
    ['Port', 'PORT'],
    ['PUBLIC_ULR', 'PUBLIC_URL'],
    ['TRUST_PROXIE', 'TRUST_PROXY'],
    ['TRUST_PROXIES', 'TRUST_PROXY'],
    ['TRUSTED_PROXIES', 'TRUST_PROXY'],
    ['SMTP_URI', 'SMTP_URL'],
    ['RATE_LIMIT', 'RATE_LIMITS'],
    ['STEPUP', 'STEP_UP'],
    ['KEEP_ADRESSES', 'KEEP_ADDRESSES'],
    ['DRIAN', 'DRAIN'],
    ['LOGLEVEL', 'LOG_LEVEL'],
  ])('cause a warning: %s, with the similar setting %s', (name, meant) => {
    const warnings = warningsOf({ [name]: 'hunter2' });
    expect(warnings).toEqual([`${name} is set, and Latchkey has no such setting. Is ${meant} meant?`]);
  });

  it.each(['SESSION_TIMEOUT', 'KEEP_MAILS', 'METRICS_PATH', 'LATCHKEY_SECRET'])(
    'cause a warning: %s, without a similar setting',
    (name) => {
      expect(warningsOf({ [name]: 'hunter2' })).toEqual([`${name} is set, and Latchkey has no such setting.`]);
    },
  );

  it.each(['DATABASE_URI', 'DATABSE_URL', 'DATADIR', 'DATA_DRI'])(
    'stop the start if they are similar to the database settings, unless those are set too: %s',
    (name) => {
      const [right, value] = name.startsWith('DATAB')
        ? (['DATABASE_URL', 'postgres://127.0.0.1/latchkey'] as const)
        : (['DATA_DIR', 'data'] as const);
      expect(() => warningsOf({ [name]: 'hunter2' })).toThrow(`no such setting. Is ${right} meant?`);
      expect(warningsOf({ [name]: 'hunter2', [right]: value })).toHaveLength(1);
    },
  );

  it('count as not set if they are empty', () => {
    expect(warningsOf({ SESION_IDLE: '' })).toEqual([]);
  });
});
