import { switchLanguage } from '../src/i18n/messages.ts';

await switchLanguage('en');
