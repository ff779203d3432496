import type { Messages } from './en.ts';

const german: Messages = {
  locale: 'de',
  direction: 'ltr',

  subject: (what) => `Neue Anmeldung: ${what}`,
  lead: 'Ein Gerät, das für Ihr Konto neu ist, hat sich angemeldet.',
  subjectOfCountry: (what) => `Anmeldung aus einem neuen Land: ${what}`,
  leadOfCountry: 'Jemand hat sich aus einem Land angemeldet, das für Ihr Konto neu ist.',
  subjectOfMany: (count) => `Neue Anmeldungen bei Ihrem Konto: ${count}`,
  leadOfMany: 'Es gab Anmeldungen von Geräten oder aus Ländern, die für Ihr Konto neu sind:',
  facts: { device: 'Gerät', how: 'Wie', when: 'Wann', where: 'Wo', address: 'Adresse', account: 'Konto' },
  fact: (name, value) => `${name}: ${value}`,

  device: {
    unknownBrowser: 'Unbekannter Browser',
    unknownSystem: 'unbekanntem System',
    on: (software, system) => `${software} auf ${system}`,
    quoted: (name) => `„${name}“`,
    selfNamed: (name, device) => `${name}, ${device}`,
  },
  signInMethods: {
    by: (application) => (application === null ? 'die Anmeldung der Anwendung' : `die Anmeldung von ${application}`),
    kinds: {
      password: 'Ihr Passwort',
      passkey: 'Passkey',
      one_time_code: 'Einmalcode',
      text_message: 'SMS-Code',
      phone_call: 'Anruf',
      email_link: 'Link per E-Mail',
      device: 'Nachweis des Geräts',
      smart_card: 'Chipkarte',
      fingerprint: 'Fingerabdruck',
      face: 'Gesichtserkennung',
      eye: 'Augenscan',
      voice: 'Stimme',
      pin: 'PIN',
      question: 'Sicherheitsfrage',
      single_sign_on: 'Single Sign-on',
      windows: 'Windows',
      several: 'mehrere Faktoren',
    },
  },
  location: {
    inCountry: (country) => `wahrscheinlich ${country}`,
    privately: 'Ihr lokales Netzwerk',
    unknown: 'Land unbekannt',
  },
  addressUnknown: 'nicht bekannt',

  question: 'Waren Sie das?',
  yes: 'Ja?',
  afterYes: 'Dann müssen Sie nichts weiter tun.',
  no: 'Nein, oder nicht sicher?',
  afterNo:
    'Öffnen Sie den Link. Er zeigt, was geschehen ist, und dort können Sie das Gerät sofort abmelden. Sie müssen sich dafür nicht anmelden.',
  afterNoOfMany:
    'Öffnen Sie den Link. Er zeigt jede dieser Anmeldungen, und dort können Sie die Geräte sofort abmelden. Sie müssen sich dafür nicht anmelden.',
  action: 'Diese Anmeldung ansehen',
  actionOfMany: 'Diese Anmeldungen ansehen',
  link: (until) =>
    `Der Link gilt bis ${until}, auch um aus einem Ja ein Nein zu machen. Ihn zu öffnen ändert nichts: Sie entscheiden auf der Seite. Leiten Sie diese E-Mail bitte nicht weiter: Wer den Link hat, kann für Sie antworten.`,

  sender: (name) => `Von ${name} an die Adresse Ihres Kontos gesendet.`,
  help: 'Hilfe zu Ihrem Konto',
  credit:
    'Das Land ist aus der IP-Adresse geschätzt und kann falsch sein. Kein anderer Dienst wurde dafür gefragt. Daten: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN.',

  account: {
    recovery: {
      subject: 'Wählen Sie ein neues Passwort',
      lead: 'Für Ihr Konto wurde ein neues Passwort angefordert.',
      advice:
        'Waren Sie das? Dann öffnen Sie den Link und wählen Sie eines. Danach sind alle Geräte abgemeldet und brauchen das neue Passwort.',
      action: 'Neues Passwort wählen',
      after: (until) =>
        `Der Link gilt nur einmal, bis ${until}. Ihn zu öffnen ändert nichts: Sie entscheiden auf der Seite. Leiten Sie diese E-Mail bitte nicht weiter: Wer den Link hat, kann Ihr Passwort festlegen. Waren Sie das nicht? Dann müssen Sie nichts tun, und Ihr Passwort bleibt, wie es ist.`,
    },
    password_changed: {
      subject: 'Ihr Passwort wurde geändert',
      lead: 'Das Passwort Ihres Kontos wurde geändert, und alle anderen Geräte wurden abgemeldet.',
      advice: 'Waren Sie das nicht? Dann fordern Sie sofort ein neues Passwort an. Damit wird jedes Gerät abgemeldet.',
      action: 'Neues Passwort anfordern',
      after: () => 'Waren Sie das? Dann müssen Sie nichts weiter tun.',
    },
    verification: {
      subject: 'Ist das Ihre E-Mail-Adresse?',
      lead: 'Mit dieser E-Mail-Adresse wurde ein Konto erstellt.',
      advice:
        'Ist es Ihres? Dann bestätigen Sie die Adresse. Wenn Sie Ihr Passwort einmal vergessen, können Sie sich mit einer E-Mail dorthin wieder anmelden.',
      action: 'Dieses Konto ansehen',
      after: (until) =>
        `Der Link gilt nur einmal, bis ${until}. Ihn zu öffnen ändert nichts: Sie entscheiden auf der Seite.`,
    },
    disown: {
      lead: 'Ist das nicht Ihr Konto? Dann können Sie es entfernen lassen.',
      action: 'Dieses Konto gehört mir nicht',
    },
  },
};

export default german;
