import type { Messages } from './en.ts';

const spanish: Messages = {
  locale: 'es',
  direction: 'ltr',

  subject: (what) => `Nuevo inicio de sesión: ${what}`,
  lead: 'Un dispositivo nuevo en tu cuenta inició sesión.',
  subjectOfCountry: (what) => `Inicio de sesión desde un país nuevo: ${what}`,
  leadOfCountry: 'Alguien inició sesión desde un país nuevo en tu cuenta.',
  subjectOfMany: (count) => `Nuevos inicios de sesión en tu cuenta: ${count}`,
  leadOfMany: 'Hubo inicios de sesión desde dispositivos o países nuevos en tu cuenta:',
  facts: {
    device: 'Dispositivo',
    how: 'Cómo',
    when: 'Cuándo',
    where: 'Dónde',
    address: 'Dirección',
    account: 'Cuenta',
  },
  fact: (name, value) => `${name}: ${value}`,

  device: {
    unknownBrowser: 'Navegador desconocido',
    unknownSystem: 'un sistema desconocido',
    on: (software, system) => `${software} en ${system}`,
    quoted: (name) => `«${name}»`,
    selfNamed: (name, device) => `${name}, ${device}`,
  },
  signInMethods: {
    by: (application) =>
      application === null
        ? 'la página de inicio de sesión de la aplicación'
        : `la página de inicio de sesión de ${application}`,
    kinds: {
      password: 'tu contraseña',
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
  location: {
    inCountry: (country) => `probablemente ${country}`,
    privately: 'Tu red local',
    unknown: 'País desconocido',
  },
  addressUnknown: 'desconocida',

  question: '¿Fuiste tú?',
  yes: '¿Sí?',
  afterYes: 'Entonces no tienes que hacer nada.',
  no: '¿No, o tienes dudas?',
  afterNo:
    'Abre el enlace. Muestra lo que pasó, y allí puedes cerrar la sesión de ese dispositivo de inmediato. No hace falta que inicies sesión.',
  afterNoOfMany:
    'Abre el enlace. Muestra cada uno de estos inicios de sesión, y allí puedes cerrar la sesión de esos dispositivos de inmediato. No hace falta que inicies sesión.',
  action: 'Ver este inicio de sesión',
  actionOfMany: 'Ver estos inicios de sesión',
  link: (until) =>
    `El enlace funciona hasta el ${until}, también para cambiar un sí por un no. Abrirlo no cambia nada: tú decides en la página. No reenvíes este correo: quien tenga el enlace puede responder por ti.`,

  sender: (name) => `Enviado por ${name} a la dirección de tu cuenta.`,
  help: 'Ayuda con tu cuenta',
  credit:
    'El país se estima a partir de la dirección IP y puede ser erróneo. No se preguntó a ningún otro servicio. Datos: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN.',

  account: {
    recovery: {
      subject: 'Elige una contraseña nueva',
      lead: 'Se ha pedido una contraseña nueva para tu cuenta.',
      advice:
        '¿Fuiste tú? Entonces abre el enlace y elige una. Después se cierra la sesión en todos los dispositivos, que necesitarán la contraseña nueva.',
      action: 'Elegir una contraseña nueva',
      after: (until) =>
        `El enlace funciona una sola vez, hasta el ${until}. Abrirlo no cambia nada: tú decides en la página. No reenvíes este correo: quien tenga el enlace puede cambiar tu contraseña. ¿No fuiste tú? Entonces no tienes que hacer nada, y tu contraseña sigue siendo la misma.`,
    },
    password_changed: {
      subject: 'Se ha cambiado tu contraseña',
      lead: 'Se ha cambiado la contraseña de tu cuenta y se ha cerrado la sesión en todos los demás dispositivos.',
      advice:
        '¿No fuiste tú? Entonces pide enseguida una contraseña nueva. Eso cierra la sesión en todos los dispositivos.',
      action: 'Pedir una contraseña nueva',
      after: () => '¿Fuiste tú? Entonces no tienes que hacer nada.',
    },
    verification: {
      subject: '¿Es esta tu dirección de correo?',
      lead: 'Se ha creado una cuenta con esta dirección de correo.',
      advice:
        '¿Es tuya? Entonces confirma la dirección. Si olvidas tu contraseña, un correo a esta dirección te permite volver a iniciar sesión.',
      action: 'Ver esta cuenta',
      after: (until) =>
        `El enlace funciona una sola vez, hasta el ${until}. Abrirlo no cambia nada: tú decides en la página.`,
    },
    disown: {
      lead: '¿Esta cuenta no es tuya? Puedes hacer que se elimine.',
      action: 'Esta cuenta no es mía',
    },
  },
};

export default spanish;
