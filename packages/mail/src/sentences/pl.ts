import type { Sentences } from './en.ts';

const polish: Sentences = {
  locale: 'pl',
  direction: 'ltr',

  subject: 'Na twoje konto zalogowano nowe urządzenie',
  lead: 'Na twoje konto zalogowano nowe urządzenie, przy użyciu twojego hasła.',
  subjectOfCountry: 'Logowanie na twoje konto z nowego kraju',
  leadOfCountry: 'Ktoś zalogował się twoim hasłem z kraju, który jest nowy dla twojego konta.',
  subjectOfMany: (count) => `Nowe logowania na twoje konto: ${count}`,
  leadOfMany: 'Twoim hasłem zalogowano się z urządzeń lub krajów, które są nowe dla twojego konta:',
  facts: { device: 'Urządzenie', when: 'Kiedy', where: 'Gdzie', address: 'Adres', account: 'Konto' },
  fact: (name, value) => `${name}: ${value}`,

  device: {
    unknownBrowser: 'Nieznana przeglądarka',
    unknownSystem: 'nieznany system',
    on: (software, system) => `${software} (${system})`,
    selfNamed: (name, device) => `„${name}”, ${device}`,
  },
  places: {
    inCountry: (country) => `${country} (w przybliżeniu)`,
    privately: 'Sieć prywatna',
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

  sender: 'Wiadomość wysłana przez Latchkey na adres twojego konta.',
  credit:
    'Kraj jest ustalany na podstawie adresu i jest przybliżony. Nie pytano o niego nikogo innego. Dane: Number Resource Organization (nro.net, CC BY 4.0), IPtoASN.',
};

export default polish;
