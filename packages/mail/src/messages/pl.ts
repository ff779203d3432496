import type { Messages } from './en.ts';

const polish: Messages = {
  locale: 'pl',
  direction: 'ltr',

  subject: (what) => `Nowe logowanie: ${what}`,
  lead: 'Na twoje konto zalogowano nowe urządzenie.',
  subjectOfCountry: (what) => `Logowanie z nowego kraju: ${what}`,
  leadOfCountry: 'Ktoś zalogował się z kraju, który jest nowy dla twojego konta.',
  subjectOfMany: (count) => `Nowe logowania na twoje konto: ${count}`,
  leadOfMany: 'Zalogowano się z urządzeń lub krajów, które są nowe dla twojego konta:',
  facts: { device: 'Urządzenie', how: 'Jak', when: 'Kiedy', where: 'Gdzie', address: 'Adres', account: 'Konto' },
  fact: (name, value) => `${name}: ${value}`,

  device: {
    unknownBrowser: 'Nieznana przeglądarka',
    unknownSystem: 'nieznany system',
    on: (software, system) => `${software} (${system})`,
    quoted: (name) => `„${name}”`,
    selfNamed: (name, device) => `${name}, ${device}`,
  },
  signInMethods: {
    by: (application) => (application === null ? 'strona logowania aplikacji' : `strona logowania ${application}`),
    kinds: {
      password: 'twoje hasło',
      passkey: 'passkey',
      one_time_code: 'kod jednorazowy',
      text_message: 'kod SMS',
      phone_call: 'połączenie telefoniczne',
      email_link: 'link z e-maila',
      device: 'poświadczenie urządzenia',
      smart_card: 'karta elektroniczna',
      fingerprint: 'odcisk palca',
      face: 'rozpoznawanie twarzy',
      eye: 'skan oka',
      voice: 'głos',
      pin: 'PIN',
      question: 'pytanie zabezpieczające',
      single_sign_on: 'logowanie jednokrotne',
      windows: 'Windows',
      several: 'kilka składników',
    },
  },
  location: {
    inCountry: (country) => `prawdopodobnie ${country}`,
    privately: 'Twoja sieć lokalna',
    unknown: 'Kraj nieznany',
  },
  addressUnknown: 'nieznany',

  question: 'Czy to ty?',
  yes: 'Tak?',
  afterYes: 'W takim razie nie trzeba nic robić.',
  no: 'Nie albo brak pewności?',
  afterNo:
    'Otwórz link. Pokazuje, co się stało, i tam możesz od razu wylogować to urządzenie. Nie trzeba się do tego logować.',
  afterNoOfMany:
    'Otwórz link. Pokazuje każde z tych logowań, i tam możesz od razu wylogować te urządzenia. Nie trzeba się do tego logować.',
  action: 'Zobacz to logowanie',
  actionOfMany: 'Zobacz te logowania',
  // After a colon, for Intl gives a day of the week in one grammatical case only.
  link: (until) =>
    `Link działa także po to, by zmienić „tak” na „nie”. Termin ważności: ${until}. Otwarcie linku niczego nie zmienia: decydujesz na stronie. Nie przekazuj nikomu tej wiadomości: każdy, kto ma link, może odpowiedzieć za ciebie.`,

  sender: (name) => `Wiadomość wysłana przez ${name} na adres twojego konta.`,
  help: 'Pomoc w sprawie twojego konta',
  credit:
    'Kraj jest szacowany na podstawie adresu IP i może być błędny. Nie pytano o niego żadnej innej usługi. Dane: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN.',

  account: {
    recovery: {
      subject: 'Ustaw nowe hasło',
      lead: 'Ktoś poprosił o nowe hasło do twojego konta.',
      advice:
        'Czy to ty? W takim razie otwórz link i ustaw hasło. Wszystkie urządzenia zostaną wtedy wylogowane i będą potrzebować nowego hasła.',
      action: 'Ustaw nowe hasło',
      after: (until) =>
        `Link działa tylko raz, do: ${until}. Otwarcie linku niczego nie zmienia: decydujesz na stronie. Nie przekazuj nikomu tej wiadomości: każdy, kto ma link, może ustawić twoje hasło. To nie ty? W takim razie nie trzeba nic robić, a twoje hasło pozostaje bez zmian.`,
    },
    password_changed: {
      subject: 'Twoje hasło zostało zmienione',
      lead: 'Hasło do twojego konta zostało zmienione, a wszystkie inne urządzenia zostały wylogowane.',
      advice: 'To nie ty? W takim razie od razu poproś o nowe hasło. To wyloguje każde urządzenie.',
      action: 'Poproś o nowe hasło',
      after: () => 'Czy to ty? W takim razie nie trzeba nic robić.',
    },
    verification: {
      subject: 'Czy to twój adres e-mail?',
      lead: 'Na ten adres e-mail założono konto.',
      advice:
        'Konto jest twoje? W takim razie potwierdź adres. Gdy zapomnisz hasła, wiadomość na ten adres pozwoli ci znów się zalogować.',
      action: 'Zobacz to konto',
      after: (until) =>
        `Link działa tylko raz, do: ${until}. Otwarcie linku niczego nie zmienia: decydujesz na stronie.`,
    },
    disown: {
      lead: 'To konto nie jest twoje? Możesz je usunąć.',
      action: 'To konto nie jest moje',
    },
  },
};

export default polish;
