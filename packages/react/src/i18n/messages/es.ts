import { pluralOf } from './plural.ts';
import type { Messages } from './en.ts';

const plural = pluralOf('es');
const number = (count: number) => plural(count, { other: '#' });

/** One o’clock is singular: `a la 1:31`, but `a las 2:31`. */
const at = (time: string) => (/^0?1\D/.test(time) ? `a la ${time}` : `a las ${time}`);

const spanish: Messages = {
  shell: {
    description: 'Consulta todos los dispositivos con sesión iniciada en tu cuenta y cierra la que quieras.',
    needsJavaScript: 'Esta página necesita JavaScript para mostrar tus sesiones.',
    loadFailed: 'Una parte de esta página no se ha cargado.',
    loadAgain: 'Volver a cargar',
  },
  language: 'Idioma',
  help: 'Ayuda',
  terms: 'Condiciones',
  skip: 'Ir al contenido',
  notifications: 'Notificaciones',
  dismiss: 'Cerrar',

  signIn: {
    title: 'Iniciar sesión',
    lead: 'Consulta todos los dispositivos con sesión iniciada en tu cuenta.',
    submit: 'Iniciar sesión',
    submitting: 'Iniciando sesión…',
    otherwise: '¿Es tu primera vez?',
    otherwiseLink: 'Crea una cuenta',
  },
  signUp: {
    title: 'Crea tu cuenta',
    lead: 'Verás todos los dispositivos con sesión iniciada en tu cuenta y podrás cerrar la que quieras.',
    submit: 'Crear cuenta',
    submitting: 'Creando tu cuenta…',
    otherwise: '¿Ya tienes una cuenta?',
    otherwiseLink: 'Inicia sesión',
  },
  credentials: {
    email: 'Correo electrónico',
    password: 'Contraseña',
    passwordRule: 'Al menos 8 caracteres. Unas cuantas palabras seguidas van bien.',
    showPassword: 'Mostrar la contraseña',
    hidePassword: 'Ocultar la contraseña',
    rememberMe: 'Mantener la sesión iniciada',
    rememberMeHint: 'Para un dispositivo que solo usas tú.',
    emailMissing: 'Escribe tu correo electrónico.',
    emailMalformed: 'Este correo electrónico no está completo. Debería parecerse a nombre@example.com.',
    passwordMissing: 'Escribe tu contraseña.',
    passwordShort: 'Usa al menos 8 caracteres.',
    signInInstead: 'Iniciar sesión con él',
    loading: 'Comprobando si tienes la sesión iniciada…',
  },

  ended: {
    logout: (when) => `Cerraste sesión ${when}. Este navegador ya no tiene la sesión iniciada.`,
    revoked: (when, by) =>
      by === null
        ? `La sesión de este navegador se cerró ${when} desde otro dispositivo.`
        : `La sesión de este navegador se cerró ${when} desde «${by}».`,
    revoked_others: (when, by) =>
      by === null
        ? `La sesión de este navegador se cerró ${when}, junto con todas las demás, desde otro dispositivo.`
        : `La sesión de este navegador se cerró ${when}, junto con todas las demás, desde «${by}».`,
    revoked_all: (when, by) =>
      by === null
        ? `La sesión se cerró ${when} en todos los dispositivos de tu cuenta, incluido este navegador.`
        : `La sesión se cerró ${when}, desde «${by}», en todos los dispositivos de tu cuenta, incluido este navegador.`,
    idle: (when) => `La sesión de este navegador se cerró ${when} porque llevaba un tiempo sin usarse.`,
    expired: (when, _by, limit) => `Tu sesión alcanzó su ${limit} ${when}.`,
    reported: (when) =>
      `La sesión de este navegador se cerró ${when}: la persona titular de la cuenta indicó que este inicio de sesión no era suyo.`,
    superseded: (when) => `Iniciaste sesión de nuevo en este navegador ${when}. Eso sustituyó tu sesión anterior.`,
    limit_reached: (when, by) =>
      by === null
        ? `La sesión de este navegador se cerró ${when}: un dispositivo nuevo inició sesión y había demasiados.`
        : `La sesión de este navegador se cerró ${when}: «${by}» inició sesión y había demasiados dispositivos.`,
    password_changed: (when, by) =>
      by === null
        ? `Tu contraseña se cambió ${when} y se cerró la sesión en los demás dispositivos.`
        : `Tu contraseña se cambió ${when} en «${by}» y se cerró la sesión en los demás dispositivos.`,
    account_disabled: (when) => `Tu cuenta se desactivó ${when}.`,
    account_deleted: (when) => `Tu cuenta se eliminó ${when} y se cerró la sesión en todos los dispositivos.`,
  },
  afterEnd: {
    logout: 'Puedes volver a iniciar sesión cuando quieras.',
    revoked: '¿No fuiste tú? Entonces hay otra persona en tu cuenta. Inicia sesión y elige una contraseña nueva.',
    revoked_others:
      '¿No fuiste tú? Entonces hay otra persona en tu cuenta. Inicia sesión y elige una contraseña nueva.',
    revoked_all:
      '¿No fuiste tú? Entonces puede que haya otra persona en tu cuenta. Inicia sesión y elige una contraseña nueva.',
    idle: 'Todo está en orden. Inicia sesión para continuar.',
    expired: 'Todo está en orden. Inicia sesión para continuar.',
    reported: '¿La cuenta es tuya y no indicaste eso? Entonces inicia sesión y elige una contraseña nueva.',
    superseded: 'Todo está en orden. Inicia sesión para continuar.',
    limit_reached:
      '¿No conoces ese dispositivo? Entonces hay otra persona en tu cuenta. Inicia sesión y elige una contraseña nueva.',
    password_changed:
      'Inicia sesión con la contraseña nueva. ¿La cambió otra persona? Entonces elige «¿Olvidaste tu contraseña?» y pon una nueva.',
    account_disabled: 'Consulta a quien administra este servicio.',
    account_deleted: 'Ya nadie puede iniciar sesión en ella. Puedes crear una nueva.',
  },
  timeLimit: (limit) =>
    limit === null
      ? 'duración máxima'
      : limit.unit === 'day'
        ? plural(limit.count, { one: 'duración máxima de # día', other: 'duración máxima de # días' })
        : plural(limit.count, { one: 'duración máxima de # hora', other: 'duración máxima de # horas' }),
  endedTitle: 'Tu sesión está cerrada',
  endedSomehow: 'Ya no tienes la sesión iniciada en este navegador.',
  afterEndSomehow: 'Inicia sesión para continuar.',
  deviceNotProvedTitle: 'No se pudo comprobar este navegador',
  chooseNewPassword: 'Iniciar sesión y cambiar mi contraseña',
  newPasswordNext: 'Después de iniciar sesión eliges una contraseña nueva.',
  today: (time) => at(time),
  onDay: (date, time) => `el ${date} ${at(time)}`,
  justNow: 'ahora mismo',

  sessions: {
    title: 'Administrar sesiones',
    loading: 'Cargando tus sesiones…',
    thisDevice: 'Este dispositivo',
    unconfirmed: 'Nuevo, sin confirmar',
    othersCount: (count) =>
      plural(count, {
        one: '# dispositivo más tiene la sesión iniciada',
        many: '# de dispositivos más tienen la sesión iniciada',
        other: '# dispositivos más tienen la sesión iniciada',
      }),
    none: 'Solo este dispositivo tiene la sesión iniciada.',
    noneHint: 'Ningún otro dispositivo puede usar tu cuenta.',
    activeNow: 'En uso ahora',
    lastUsed: (ago) => `Último uso: ${ago}`,
    signedIn: (date) => `Sesión iniciada el ${date}`,
    from: (address) => `desde ${address}`,
    ends: (ahead) => `Termina ${ahead}`,
    endsUnlessUsed: (ahead) => `Termina ${ahead} si no se usa`,
    bound: 'Vinculada a su dispositivo: una copia robada de la sesión no funciona en otro',
    selfNamed: (device) => `Eligió este nombre el propio dispositivo (${device})`,
    failed: 'No se pudieron cargar tus sesiones',
    live: 'En directo. Los cambios se ven al momento',
    notLive: 'Reconectando…',
    lastChecked: (time) => `Última comprobación: ${time}`,
    notRefreshed: 'No se pudo actualizar',
    othersSoFar: (count) =>
      plural(count, {
        one: '# dispositivo más hasta ahora…',
        many: '# de dispositivos más hasta ahora…',
        other: '# dispositivos más hasta ahora…',
      }),
    othersShown: (shown, all) => plural(all, { other: `Otros dispositivos: se muestran ${number(shown)} de #` }),
    notAll: 'No se pudieron cargar todas tus sesiones.',
    appeared: (device) => `«${device}» acaba de iniciar sesión`,
    appearedMany: (count) =>
      plural(count, {
        one: '# dispositivo acaba de iniciar sesión',
        many: '# de dispositivos acaban de iniciar sesión',
        other: '# dispositivos acaban de iniciar sesión',
      }),
  },
  deviceList: {
    title: 'Tus dispositivos',
    signedInTo: (email) => `Con sesión en la cuenta ${email}`,
    detailsOf: (device) => `Detalles de «${device}»`,
    used: (ago) => ago,
    elsewhere: (signIn, lastUse) => `Sesión iniciada: ${signIn}; último uso: ${lastUse}`,
    remembered: 'La sesión sigue abierta al cerrar el navegador',
    rename: 'Cambiar el nombre',
    filter: 'Filtrar',
    order: 'Orden',
    orders: {
      toCheck: 'Primero los que hay que revisar',
      lastUsed: 'Primero los usados hace poco',
      signedIn: 'Primero los más nuevos',
    },
    toCheck: (count) =>
      plural(count, {
        one: '# dispositivo por revisar',
        many: '# de dispositivos por revisar',
        other: '# dispositivos por revisar',
      }),
    onlyInCountry: (country) => `Único dispositivo: ${country}`,
    usedOnce: 'Usado una vez',
    why: {
      unconfirmed:
        'Aún no has dicho si fuiste tú quien inició esta sesión. Dilo en un dispositivo que ya usabas antes o mediante nuestro correo. ¿No fuiste tú? Entonces cierra su sesión.',
      newCountry: (country) => `Su último uso fue desde un país nuevo en tu cuenta: ${country}.`,
      onlyInCountry: (country) =>
        `${country}: allí no está ningún otro de tus dispositivos. El que usas ahora está en otro país.`,
      usedOnce: 'Solo se usó el día en que inició sesión, y no después.',
    },
    somethingWrong: '¿Algo va mal?',
    somethingWrongLead: '¿Ves un dispositivo que no es tuyo? Cierra su sesión y después cambia tu contraseña.',
    recentEvents: 'Lo último que pasó',
    mapOfLastUse: 'El mapa muestra dónde se usó por última vez cada dispositivo.',
  },
  locations: {
    title: 'Dónde están tus dispositivos',
    inCountry: (country) => `probablemente ${country}`,
    privately: 'Tu red local',
    unknown: 'País desconocido',
    devices: (country, count) =>
      plural(count, {
        one: `${country}: # dispositivo`,
        many: `${country}: # de dispositivos`,
        other: `${country}: # dispositivos`,
      }),
    devicesPrivately: (count) =>
      plural(count, {
        one: 'En tu red local: # dispositivo',
        many: 'En tu red local: # de dispositivos',
        other: 'En tu red local: # dispositivos',
      }),
    devicesUnknown: (count) =>
      plural(count, {
        one: 'País desconocido: # dispositivo',
        many: 'País desconocido: # de dispositivos',
        other: 'País desconocido: # dispositivos',
      }),
    credit:
      'Los países se estiman a partir de las direcciones IP y pueden ser erróneos. No se preguntó a ningún otro servicio. Datos: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN, Natural Earth.',
  },
  activity: {
    used: (count, days) => plural(count, { other: `En uso # de los últimos ${number(days)} días` }),
    usedSince: (count, days) =>
      plural(days, {
        one: 'Sesión iniciada hoy',
        other: `En uso ${number(count)} de los # días desde que inició sesión`,
      }),
    eachIsADay: 'Cada línea es un día en UTC, y la última es hoy',
  },
  signInMethods: {
    with: (methods) => `Sesión iniciada con ${methods}`,
    brief: (methods) => `con ${methods}`,
    by: (application) =>
      application === null
        ? 'Sesión iniciada en la página de la aplicación'
        : `Sesión iniciada en la página de ${application}`,
    steppedUp: (device) => `Se confirmó en ${device} que eras tú`,
    kinds: {
      password: 'contraseña',
      passkey: 'passkey',
      one_time_code: 'código de un solo uso',
      text_message: 'código por SMS',
      phone_call: 'llamada telefónica',
      email_link: 'enlace por correo electrónico',
      device: 'credencial del dispositivo',
      smart_card: 'tarjeta inteligente',
      fingerprint: 'huella dactilar',
      face: 'reconocimiento facial',
      eye: 'escáner ocular',
      voice: 'voz',
      pin: 'PIN',
      question: 'pregunta de seguridad',
      single_sign_on: 'inicio de sesión único',
      windows: 'Windows',
      several: 'varios factores',
    },
  },
  application: {
    at: (name) => (name === null ? 'en la aplicación' : `en ${name}`),
    signIn: (where) => `Iniciar sesión ${where}`,
    signInLead: (where) => `Inicia sesión ${where} y vuelve aquí.`,
    signInUnknown: 'Se inicia sesión en la página de la aplicación. Inicia sesión allí y vuelve a esta página.',
    afterEnd:
      '¿No fuiste tú? Entonces puede que haya otra persona en tu cuenta. Inicia sesión, mira tus dispositivos y cambia la forma en que inicias sesión.',
    confirm: (where) => `Confirmar ${where}`,
    confirmHint: (where) =>
      `Confirmas ${where} que eres tú y vuelves aquí. No se te volverá a preguntar durante cinco minutos.`,
    cannotConfirm: (where) =>
      `Aquí no se puede cerrar la sesión de otros dispositivos, porque nadie puede confirmar ${where} que eres tú. Pregunta a los responsables.`,
    confirmed: 'Está confirmado que eres tú',
    notConfirmed: 'No se confirmó que eres tú',
    nothingChanged: 'No se cerró la sesión de ningún dispositivo.',
    consequence:
      'Se cierra su sesión al instante, y solo podrá usar tu cuenta tras iniciar sesión de nuevo. No se puede deshacer.',
    somethingWrongLead: (where) =>
      `¿Ves un dispositivo que no es tuyo? Cierra su sesión y luego cambia ${where} la forma en que inicias sesión.`,
    unknownHint: 'Cerrar la sesión y ver qué hacer después.',
    secure: 'Protege tu cuenta',
    advice: (where) =>
      `Ese dispositivo ya no puede hacer nada. Pero la persona que lo usó quizá sepa cómo inicias sesión: cámbialo ${where}.`,
    historyLead: (where) =>
      `Lo que pasó en tu cuenta, de lo más reciente a lo más antiguo. ¿Hay algo que no hiciste tú? Cierra la sesión de ese dispositivo y cambia ${where} la forma en que inicias sesión.`,
    signInFailed: (device) => `Intento fallido de inicio de sesión desde «${device}»`,
    failedAttempts: (count) =>
      plural(count, { one: '# intento fallido', many: '# de intentos fallidos', other: '# intentos fallidos' }),
    account: (where) => `Tu cuenta ${where}`,
    emailHint: (where) =>
      `Los correos sobre nuevos dispositivos van a esta dirección de correo electrónico. Se cambia ${where}.`,
  },
  filters: {
    search: 'Buscar en tus sesiones',
    searchHint: 'Nombre, programa o dirección',
    legend: 'Filtros',
    clear: 'Volver a mostrar todas',
    group: 'Agrupar dispositivos parecidos',
    none: 'No hay resultados.',
    noneHint: 'Prueba con menos palabras u otros filtros.',
    facets: {
      unused: 'Último uso',
      country: 'País',
      kind: 'Tipo de dispositivo',
      software: 'Navegador o programa',
      binding: 'Vinculada a un dispositivo',
    },
    any: {
      unused: 'Último uso: cualquiera',
      country: 'Cualquier país',
      kind: 'Cualquier tipo',
      software: 'Cualquier navegador o programa',
      binding: 'Vinculada o no',
    },
    option: (name, count) => `${name} (${number(count)})`,
    unused: (days) => plural(days, { one: 'Sin uso desde hace # día', other: 'Sin uso desde hace # días' }),
    bound: 'Vinculada a un dispositivo',
    unbound: 'No vinculada a un dispositivo',
    kinds: {
      desktop: 'Ordenadores',
      phone: 'Teléfonos',
      tablet: 'Tabletas',
      tv: 'Televisores',
      console: 'Consolas de juegos',
      wearable: 'Relojes y visores',
      program: 'Programas',
      unknown: 'Dispositivos desconocidos',
    },
    groupSize: (count) => plural(count, { one: '# sesión', many: '# de sesiones', other: '# sesiones' }),
    open: 'Mostrar todas',
    openOf: (device, count) => `Mostrar todas: ${number(count)} sesiones de «${device}»`,
    close: 'Mostrar una',
    closeOf: (device) => `Mostrar una sola de las sesiones de «${device}»`,
    endAll: (count) => `Cerrar las ${number(count)}`,
    endAllOf: (device, count) => `Cerrar las ${number(count)} sesiones de «${device}»`,
    printed: 'Esta impresión muestra parte de una lista larga. Busca o filtra para imprimir lo que necesites.',
  },
  selection: {
    select: (device) => `Seleccionar «${device}»`,
    selectGroup: (device, count) => `Seleccionar las ${number(count)} sesiones de «${device}»`,
    all: (count) => plural(count, { one: 'Seleccionar la que se muestra', other: 'Seleccionar las # que se muestran' }),
    title: 'Sesiones seleccionadas',
    count: (count) => plural(count, { one: '# seleccionada', other: '# seleccionadas' }),
    clear: 'Quitar',
    clearOf: 'Quitar la selección',
  },
  loading: {
    notSignedOut: 'Tu sesión sigue iniciada.',
    retry: 'Intentar de nuevo',
    retrying: 'Intentando de nuevo…',
  },
  history: {
    title: 'Historial',
    hint: 'Los inicios de sesión, los intentos fallidos y cómo se cerró la sesión de cada dispositivo.',
    open: 'Abrir el historial',
    back: 'Volver a tus sesiones',
    lead: 'Lo que pasó en tu cuenta, de lo más reciente a lo más antiguo. ¿Hay algo que no hiciste tú? Cierra la sesión de ese dispositivo y cambia tu contraseña.',
    loading: 'Cargando tu historial…',
    failed: 'No se pudo cargar tu historial',
    none: 'No ha pasado nada parecido.',
    older: 'Mostrar anteriores',
    loadingOlder: 'Cargando…',
    olderFailed: 'No se pudieron cargar las entradas anteriores. Inténtalo de nuevo.',
    wrongPasswords: (count) =>
      plural(count, {
        one: '# contraseña incorrecta',
        many: '# de contraseñas incorrectas',
        other: '# contraseñas incorrectas',
      }),
    wrongFrom: (passwords, device) => `${passwords} desde «${device}»`,
    wrongOn: (passwords, device) => `${passwords} en «${device}»`,
    ofDevice: 'Historial de este dispositivo',
    onlyDevice: (device) => `Solo «${device}»`,
    signedInFrom: (address) => `sesión iniciada desde ${address}`,
    allDevices: 'Mostrar todos los dispositivos',
    filterBy: 'Qué se muestra',
    filters: {
      everything: 'Todo',
      signIns: 'Inicios de sesión',
      failures: 'Intentos fallidos',
      ends: 'Cierres de sesión',
      changes: 'Cambios',
    },
    events: {
      signed_in: (device) => `«${device}» inició sesión`,
      sign_in_failed: (device) => `Intento de inicio de sesión con una contraseña incorrecta desde «${device}»`,
      stepped_up: (device) => `Se confirmó la contraseña en «${device}»`,
      step_up_failed: (device) => `Se escribió una contraseña incorrecta en «${device}»`,
      password_changed: (device) => `Se cambió la contraseña en «${device}»`,
      password_reset_requested: (device) => `Se pidió una contraseña nueva desde «${device}»`,
      password_reset: (device) => `Se eligió una contraseña nueva con el enlace de un correo, en «${device}»`,
      email_verified: (device) => `Se confirmó la dirección de correo en «${device}»`,
      device_renamed: (name) =>
        name === null ? 'Se quitó el nombre de un dispositivo' : `Se puso a un dispositivo el nombre «${name}»`,
      idle_limit_changed: (device) => `Se cambió en «${device}» cuándo se cierra la sesión de los dispositivos sin uso`,
      alert_confirmed: (device, by) =>
        by === null ? `Confirmaste «${device}»: fuiste tú` : `Se confirmó «${device}» en «${by}»: fuiste tú`,
      alert_reopened: (device) => `Se deshizo la respuesta «fui yo» sobre «${device}»`,
      alert_denied: (device) => `Avisaste de «${device}»: no fuiste tú`,
      ended: (device) => `Se cerró la sesión de «${device}»`,
    },
    ends: {
      logout: (device) => `«${device}» cerró sesión`,
      revoked: (device, by) =>
        by === null
          ? `Se cerró la sesión de «${device}» desde otro dispositivo`
          : `Se cerró la sesión de «${device}» desde «${by}»`,
      revoked_others: (device, by) =>
        by === null
          ? `Se cerró la sesión de «${device}» junto con todas las demás`
          : `Se cerró la sesión de «${device}» desde «${by}», junto con todas las demás`,
      revoked_all: (device) => `Se cerró la sesión de «${device}» y la de todos los dispositivos`,
      reported: (device, by) =>
        by === null
          ? `Se cerró la sesión de «${device}» porque no eras tú`
          : `Se cerró la sesión de «${device}» desde «${by}» porque no eras tú`,
      idle: (device) => `Se cerró la sesión de «${device}» porque llevaba un tiempo sin usarse`,
      expired: (device, _by, limit) => `Se cerró la sesión de «${device}» porque alcanzó su ${limit}`,
      superseded: (device) => `«${device}» inició sesión de nuevo, lo que sustituyó su sesión anterior`,
      limit_reached: (device) => `Se cerró la sesión de «${device}» para dejar sitio a un dispositivo nuevo`,
      password_changed: (device) => `Se cerró la sesión de «${device}» al cambiar la contraseña`,
      account_disabled: (device) => `Se cerró la sesión de «${device}» al desactivarse la cuenta`,
      account_deleted: (device) => `Se cerró la sesión de «${device}» al eliminarse la cuenta`,
    },
  },
  device: {
    inSentence: (name) => name,
    quoted: (name) => `«${name}»`,
    unknownBrowser: 'Navegador desconocido',
    unknownSystem: 'un sistema desconocido',
    on: (software, system) => `${software} en ${system}`,
  },
  ending: {
    unknown: (count) => plural(count, { one: 'No lo reconozco', many: 'No los reconozco', other: 'No los reconozco' }),
    unknownHint: 'Cerrar la sesión y elegir aquí una contraseña nueva.',
    proofHint: 'Para que solo tú puedas hacerlo. No se te volverá a preguntar durante cinco minutos.',
    goneHint: 'Entretanto se cerró su sesión.',
    close: 'Cerrar',
  },
  logout: {
    action: 'Cerrar sesión',
    pending: 'Cerrando sesión…',
    of: (device) => `Cerrar sesión en «${device}»`,
    pendingOf: (device) => `Cerrando sesión en «${device}»…`,
    failed: 'No se pudo cerrar tu sesión',
  },
  revoke: {
    question: (device) => `¿Cerrar la sesión de «${device}»?`,
    consequence:
      'Su sesión se cierra de inmediato, y solo podrá volver a usar tu cuenta si inicia sesión de nuevo con tu contraseña. Esto no se puede deshacer.',
    consequenceForProgram:
      'La sesión del programa se cierra de inmediato, y deja de funcionar hasta que alguien la inicie de nuevo. Esto no se puede deshacer.',
    cancel: 'Mantener la sesión',
    done: (device) => `Se cerró la sesión de «${device}»`,
    failed: (device) => `No se pudo cerrar la sesión de «${device}»`,
    gone: (device) => `La sesión de «${device}» ya estaba cerrada`,
  },
  revokeOthers: {
    action: 'Cerrar todas las demás',
    question: (count) =>
      plural(count, {
        one: '¿Cerrar la sesión del otro dispositivo?',
        many: '¿Cerrar la sesión de # de dispositivos más?',
        other: '¿Cerrar la sesión de los otros # dispositivos?',
      }),
    consequence:
      'Sus sesiones se cierran de inmediato y tendrán que iniciar sesión de nuevo. Esto no se puede deshacer. La sesión de este dispositivo sigue iniciada.',
    confirm: (count) =>
      plural(count, { one: 'Cerrar # sesión', many: 'Cerrar # de sesiones', other: 'Cerrar # sesiones' }),
    cancel: 'Mantener las sesiones',
    done: (count) =>
      plural(count, {
        one: 'Se cerró la sesión de # dispositivo',
        many: 'Se cerró la sesión de # de dispositivos',
        other: 'Se cerró la sesión de # dispositivos',
      }),
    failed: 'No se pudo cerrar la sesión de los demás dispositivos',
  },
  revokeMany: {
    visible: (count) => plural(count, { one: 'Cerrar la que se muestra', other: 'Cerrar las # que se muestran' }),
    question: (count) =>
      plural(count, {
        one: '¿Cerrar la sesión de # dispositivo?',
        many: '¿Cerrar la sesión de # de dispositivos?',
        other: '¿Cerrar la sesión de # dispositivos?',
      }),
    consequence:
      'Solo se cierra, de inmediato, la sesión de estos dispositivos. Un dispositivo que inicie sesión mientras tanto la conserva. Esto no se puede deshacer.',
    list: 'Dispositivos cuya sesión se cerrará',
    gone: (names) => `Ya estaba cerrada la sesión de ${names}.`,
    more: (count) => plural(count, { other: '# más' }),
    failed: (count) =>
      plural(count, {
        one: 'No se pudo cerrar la sesión de # dispositivo',
        many: 'No se pudo cerrar la sesión de # de dispositivos',
        other: 'No se pudo cerrar la sesión de # dispositivos',
      }),
  },
  rename: {
    of: (device) => `Cambiar el nombre de «${device}»`,
    hint: 'Solo tú ves este nombre. Los datos del dispositivo siguen apareciendo debajo.',
    name: 'Nombre',
    nameRule: 'Hasta 60 caracteres. Déjalo vacío para quitar el nombre.',
    submit: 'Guardar el nombre',
    done: (name) => `El nombre nuevo es «${name}»`,
    removed: (name) => `Se quitó el nombre «${name}»`,
    undo: 'Deshacer',
    failed: (device) => `No se pudo cambiar el nombre de «${device}»`,
  },

  alerts: {
    title: '¿Fuiste tú?',
    lead: (count) =>
      plural(count, {
        one: 'Un dispositivo nuevo en tu cuenta inició sesión.',
        many: '# de dispositivos nuevos en tu cuenta iniciaron sesión.',
        other: '# dispositivos nuevos en tu cuenta iniciaron sesión.',
      }),
    announced: (device) => `Un dispositivo nuevo en tu cuenta inició sesión: «${device}». ¿Fuiste tú?`,
    more: (count) => plural(count, { other: 'Y # más, cuando respondas a estos.' }),
    signedIn: (ago, when) => `Inició sesión ${ago}, ${when}`,
    newCountry: 'País nuevo',
    isGone: 'Ya cerró sesión',
    yes: 'Sí, fui yo',
    yesOf: (device) => `Sí, fui yo: «${device}»`,
    no: 'No, cerrar su sesión',
    noGone: 'No, no fui yo',
    noOf: (device) => `No, cerrar su sesión: «${device}»`,
    noGoneOf: (device) => `No, no fui yo: «${device}»`,
    confirmed: (device) => `Gracias. «${device}» es un dispositivo tuyo`,
    undone: (device) => `Deshecho. Volvemos a preguntarte por «${device}»`,
    undoFailed: (device) => `No se pudo deshacer tu respuesta sobre «${device}»`,
    failed: (device) => `No se pudo guardar tu respuesta sobre «${device}»`,
    gone: (device) => `La pregunta sobre «${device}» ya estaba respondida`,
    denied: {
      title: (device) => `Se cerró la sesión de «${device}»`,
      titleGone: (device) => `«${device}» ya había cerrado sesión`,
      done: (time) => `Su sesión se cerró ${at(time)} y ya no puede usar tu cuenta.`,
      doneGone: 'No tiene la sesión iniciada y no puede usar tu cuenta.',
      advice:
        'Ese dispositivo ya no puede hacer nada. Pero la persona que lo usó sabía tu contraseña: elige una nueva. Eso también cierra la sesión de los demás dispositivos.',
      later: 'Ahora no',
    },
  },
  newDevice: {
    title: '¿Fuiste tú?',
    lead: (email) =>
      `Un dispositivo nuevo en la cuenta ${email} inició sesión. Todavía no se ha cambiado nada. Tú decides aquí.`,
    leadOfMany: (email) =>
      `Hubo inicios de sesión en la cuenta ${email} desde dispositivos o países nuevos para ella. Todavía no se ha cambiado nada. Tú decides aquí.`,
    yes: 'Sí, fui yo',
    no: 'No, cerrar la sesión de ese dispositivo',
    noGone: 'No, no fui yo',
    none: 'Ninguno fui yo',
    saidYesOn: (device, when) =>
      `Alguien respondió «fui yo» en «${device}», ${when}. Aquí todavía puedes decir que no.`,
    saidYes: (when) =>
      `Alguien respondió «fui yo» ${when}, con el enlace de un correo. Aquí todavía puedes decir que no.`,
    isConfirmed: 'Fuiste tú',
    isDenied: 'No fuiste tú. Se cerró la sesión del dispositivo',
    confirmed: {
      title: 'Gracias. Fuiste tú',
      lead: 'La sesión del dispositivo sigue iniciada y no tienes que hacer nada más. Puedes cerrar esta página.',
      undo: 'Deshacer: preguntarme otra vez',
    },
    denied: {
      title: 'Se cerró la sesión de ese dispositivo',
      titleGone: 'Gracias por avisar',
      done: (time) => `Su sesión se cerró ${at(time)} y ya no puede usar tu cuenta.`,
      doneGone: 'Ese dispositivo ya había cerrado sesión y no puede usar tu cuenta.',
      advice:
        'Hiciste lo correcto. Un paso más: la persona que lo usó sabía tu contraseña, así que elige una nueva. Eso también cierra la sesión de los demás dispositivos.',
      signIn: 'Iniciar sesión y cambiar mi contraseña',
      sessions: 'Ver tus sesiones',
    },
    unusable: {
      reasons:
        'Un enlace funciona durante siete días. Deja de funcionar cuando respondes que no, o que sí después de confirmar que eres tú, y cuando se ha enviado un correo más reciente sobre el mismo inicio de sesión. Si el enlace llegó cortado, ábrelo otra vez desde el correo.',
      advice:
        'Abrirlo no ha cambiado nada, y una respuesta anterior sigue siendo válida. En la página de tus sesiones siempre puedes ver qué dispositivos tienen la sesión iniciada y cerrar la de cualquiera.',
    },
  },
  recovery: {
    link: '¿Olvidaste tu contraseña?',
    title: '¿Olvidaste tu contraseña?',
    lead: 'Escribe el correo electrónico de tu cuenta. Enviaremos allí un enlace con el que eliges una contraseña nueva.',
    submit: 'Enviar el enlace',
    submitting: 'Enviando el enlace…',
    back: 'Volver a iniciar sesión',
    ask: 'Pedir un enlace nuevo',
    sent: {
      title: 'Revisa tu correo',
      lead: (email) =>
        `Si hay una cuenta con ${email}, va en camino un correo con un enlace. El enlace funciona durante 30 minutos.`,
      hint: '¿Nada después de unos minutos? Mira en la carpeta de correo no deseado y comprueba la dirección.',
      again: 'Escribir otra vez la dirección',
    },
    choose: {
      title: 'Elige una contraseña nueva',
      lead: (email) =>
        `Para la cuenta ${email}. Después se cierra la sesión en todos los dispositivos e inicias sesión con la contraseña nueva.`,
      submit: 'Guardar la contraseña nueva',
      submitting: 'Guardando la contraseña…',
    },
    done: {
      title: 'Tu contraseña nueva está guardada',
      lead: 'Se ha cerrado la sesión en todos los dispositivos. Inicia sesión con la contraseña nueva para continuar.',
    },
  },
  mailLink: {
    loading: 'Comprobando tu enlace…',
    failed: 'No se pudo comprobar tu enlace',
    sessions: 'Ir a tus sesiones',
    unusable: {
      title: 'Este enlace ya se usó o ha caducado',
      reasons:
        'Un enlace funciona una sola vez y durante un tiempo limitado, y deja de funcionar cuando se ha enviado un correo más reciente. Si el enlace llegó cortado, ábrelo otra vez desde el correo.',
    },
  },
  verification: {
    title: '¿Es esta tu dirección de correo?',
    lead: (email) => `Una cuenta usa la dirección ${email}. Todavía no se ha cambiado nada. Decides aquí.`,
    yes: 'Sí, confirmar mi dirección',
    notMine: 'Esta cuenta no es mía',
    advice:
      'Abrirlo no ha cambiado nada. En la página de tus sesiones, en Cuenta, ves si tu dirección está confirmada y puedes pedir el correo otra vez.',
    done: {
      title: 'Tu dirección está confirmada',
      lead: 'Si olvidas tu contraseña, un correo a esta dirección te permite volver a iniciar sesión.',
    },
  },
  notMine: {
    title: '¿Esta cuenta no es tuya?',
    lead: (email) =>
      `Una cuenta usa tu dirección ${email}. Todavía no se ha cambiado nada. Si no la abriste tú, puedes hacer que se elimine.`,
    consequence:
      'La cuenta se elimina con todo lo que contiene, y se cierra la sesión de quien la usa. No se puede deshacer. Después puedes abrir tu propia cuenta con esta dirección.',
    confirm: 'Eliminar esta cuenta',
    keep: 'Dejarlo como está',
    gone: 'Abrirlo no ha cambiado nada. Puede que la cuenta ya esté eliminada o que su dueño haya confirmado la dirección.',
    done: { title: 'La cuenta está eliminada', lead: (email) => `Ninguna cuenta usa ya ${email} aquí.` },
  },
  emailAddress: {
    title: 'Correo electrónico',
    verified: 'Confirmado. Si olvidas tu contraseña, un correo te permite volver a iniciar sesión.',
    unverified: 'Aún sin confirmar. Abre el enlace de nuestro correo para que nadie más pueda reclamar la dirección.',
    again: 'Enviar el correo otra vez',
    sent: 'Va en camino un correo',
    sentHint: 'Su enlace confirma tu dirección.',
    failed: 'No se pudo enviar el correo otra vez',
  },
  account: { title: 'Cuenta' },
  idleLimit: {
    title: 'Cerrar la sesión de los dispositivos sin uso',
    lead: 'Si un dispositivo no se usa durante este tiempo, su sesión se cierra automáticamente.',
    after: (span) => `Tras ${span}`,
    default: (span) => `Tras ${span} (predeterminado)`,
    question: (count) =>
      plural(count, {
        one: '¿Cerrar la sesión de # dispositivo sin uso?',
        many: '¿Cerrar la sesión de # de dispositivos sin uso?',
        other: '¿Cerrar la sesión de # dispositivos sin uso?',
      }),
    consequence: (span) =>
      `Desde ahora, la sesión de un dispositivo se cierra tras ${span} sin uso. La de los que llevan más tiempo sin usarse se cierra de inmediato.`,
    confirm: (count) =>
      plural(count, { one: 'Cerrar # sesión', many: 'Cerrar # de sesiones', other: 'Cerrar # sesiones' }),
    cancel: 'Dejarlo como estaba',
    done: (span) => `La sesión de los dispositivos sin uso se cierra tras ${span}`,
    ended: (count) =>
      plural(count, {
        one: 'Se acaba de cerrar la sesión de # dispositivo',
        many: 'Se acaba de cerrar la sesión de # de dispositivos',
        other: 'Se acaba de cerrar la sesión de # dispositivos',
      }),
    failed: 'No se pudo cambiar cuándo se cierra la sesión de los dispositivos sin uso',
  },
  changePassword: {
    title: 'Contraseña',
    lead: 'Una contraseña nueva cierra la sesión de los demás dispositivos.',
    action: 'Cambiar contraseña',
    question: 'Elige una contraseña nueva',
    consequence:
      'La sesión de los demás dispositivos se cierra de inmediato, y necesitarán la contraseña nueva. La de este dispositivo sigue iniciada.',
    current: 'Contraseña actual',
    password: 'Contraseña nueva',
    submit: 'Cambiar contraseña',
    submitting: 'Cambiando tu contraseña…',
    done: 'Se cambió tu contraseña',
    doneHint: 'Se cerró la sesión de los demás dispositivos.',
  },
  stepUp: {
    question: 'Confirma que eres tú',
    reason: 'Escribe tu contraseña para continuar. Durante los próximos cinco minutos no se te volverá a pedir.',
    submit: 'Continuar',
    submitting: 'Comprobando tu contraseña…',
  },
  cancel: 'Cancelar',

  crashed: {
    title: 'Esta página ha dejado de funcionar',
    lead: 'Algo salió mal en esta página. Tu cuenta y tus dispositivos no han cambiado. Vuelve a cargar la página para continuar.',
    reload: 'Volver a cargar',
  },
  notFound: {
    title: 'Página no encontrada',
    lead: 'En esta dirección no hay ninguna página. Puede que el enlace esté incompleto o sea antiguo.',
    home: 'Ir a tus sesiones',
  },

  errors: {
    unreachable: 'El servidor no respondió. Comprueba tu conexión e inténtalo de nuevo.',
    busy: 'En este momento hay demasiadas solicitudes en espera. Inténtalo de nuevo enseguida.',
    service_unavailable: 'El servidor está ocupado en este momento. Inténtalo de nuevo enseguida.',
    internal_error: 'Algo salió mal por nuestra parte. Inténtalo de nuevo en un momento.',
    email_taken: 'Este correo electrónico ya tiene una cuenta.',
    sign_up_closed: 'Solo quien administra este servicio puede crear cuentas. Pídele una.',
    step_up_unavailable: 'Nadie puede confirmar aquí que eres tú. Pregunta a los responsables de este servicio.',
    sign_in_elsewhere: 'Inicia sesión en la página de la aplicación. Aquí no hay contraseña.',
    credentials_incorrect:
      'El correo electrónico o la contraseña no son correctos. Comprueba ambos e inténtalo de nuevo.',
    account_disabled: 'Esta cuenta está desactivada. Consulta a quien administra este servicio.',
    session_limit_reached:
      'Hay demasiados dispositivos con la sesión iniciada en esta cuenta. Cierra la sesión en uno de ellos e inténtalo de nuevo.',
    password_incorrect: 'La contraseña no es correcta. Compruébala e inténtalo de nuevo.',
    step_up_required: 'Confirma primero que eres tú e inténtalo de nuevo.',
    too_many_streams:
      'Hay demasiadas páginas abiertas con esta cuenta o desde esta red. Cierra otras pestañas e inténtalo de nuevo más tarde.',
    rate_limited: 'Hubo demasiados intentos. Inténtalo de nuevo más tarde.',
    token_not_provided: 'No tienes la sesión iniciada. Inicia sesión e inténtalo de nuevo.',
    token_incorrect: 'Ya no tienes la sesión iniciada. Inicia sesión e inténtalo de nuevo.',
    device_not_proved:
      'No pudimos comprobar que este es el navegador en el que iniciaste sesión. Inténtalo de nuevo en un momento o vuelve a iniciar sesión.',
    alert_not_found: 'La pregunta ya estaba respondida o pasó hace demasiado tiempo.',
    alert_link_unusable: 'Este enlace ya se usó o ha caducado. Mira mejor tus sesiones.',
    account_link_unusable: 'Este enlace ya se usó o ha caducado. Pide uno nuevo.',
    device_not_found: 'Ya no es uno de tus dispositivos.',
    session_token_not_found: 'Este dispositivo ya no está en tu lista.',
    session_token_incorrect:
      'Entretanto se inició sesión de nuevo en este navegador. Vuelve a cargar la página e inténtalo de nuevo.',
    validation_failed: 'Algo en el formulario no es correcto. Comprueba lo que escribiste.',
    json_malformed: 'Algo salió mal entre esta página y el servidor. Vuelve a cargar la página.',
    request_malformed: 'Algo salió mal entre esta página y el servidor. Vuelve a cargar la página.',
    media_type_unsupported: 'Algo salió mal entre esta página y el servidor. Vuelve a cargar la página.',
    body_too_large: 'Es demasiado texto. Acorta lo que escribiste.',
    headers_too_large: 'Este navegador ha guardado demasiadas cookies de esta página. Bórralas y luego inicia sesión.',
    request_timed_out: 'La conexión fue demasiado lenta. Inténtalo de nuevo.',
    cross_site_refused:
      'Esta página se abrió en una dirección que el servidor no conoce. Ábrela en su dirección habitual.',
    route_not_found: 'Esta página no está actualizada. Vuelve a cargarla.',
    method_not_allowed: 'Esta página no está actualizada. Vuelve a cargarla.',
  },
  rateLimitedUntil: (ahead) => `Hubo demasiados intentos. Inténtalo de nuevo ${ahead}.`,
};

export default spanish;
