/** The browser or program of a session, as its headers describe it. What they do not say is null or `unknown`. */
export interface DeviceDescription {
  readonly kind: 'desktop' | 'phone' | 'tablet' | 'tv' | 'console' | 'wearable' | 'program' | 'unknown';
  /** The name of the browser or program. */
  readonly software: string | null;
  /** Its major version. */
  readonly version: string | null;
  /** Every system that it may run on, because browsers no longer send which one it is. */
  readonly systems: readonly { readonly name: string; readonly version: string | null }[];
}

/** A device with its names. */
export interface NamedDevice {
  readonly device: DeviceDescription;
  /** The name that the user gave the device, or null. */
  readonly label: string | null;
  /** The name that a program gave itself, or null. */
  readonly clientLabel: string | null;
}

/** Where an IP address is: a country at most. */
export interface Location {
  readonly kind: 'country' | 'private' | 'unknown';
  /** ISO 3166-1 alpha-2. Null for the other kinds. */
  readonly country: string | null;
}

/** How a user proved who they are. */
export interface SignInMethod {
  readonly kind:
    | 'password'
    | 'passkey'
    | 'one_time_code'
    | 'text_message'
    | 'phone_call'
    | 'email_link'
    | 'device'
    | 'smart_card'
    | 'fingerprint'
    | 'face'
    | 'eye'
    | 'voice'
    | 'pin'
    | 'question'
    | 'single_sign_on'
    | 'windows'
    | 'several'
    | 'brand'
    | 'other';
  /** The name of a provider (`brand`), or of a method that an application made up (`other`). */
  readonly name?: string | undefined;
}

/** A session of the signed-in user. All times are ISO 8601 in UTC, with milliseconds, by the clock of the server. */
export interface Session extends NamedDevice {
  readonly id: number;
  readonly deviceId: number;
  /** The IP address of the sign-in, or null once it has been wiped. */
  readonly ip: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  /** Bit i stands for the UTC day that lies i days before that of `lastUsedAt`. */
  readonly activeDays: number;
  /** On how many days it was used, as far as `activeDays` reaches. */
  readonly usedDays: number;
  /** The country of the last use as ISO 3166-1 alpha-2, or null where it is unknown. */
  readonly lastCountry: string | null;
  /** Whether the country of the last use is neither that of the sign-in nor one that the account knows. */
  readonly isNewCountry: boolean;
  /** Where the sign-in came from. */
  readonly location: Location;
  /** How the user proved who they are at the sign-in. Empty where an application says only that it signed them in. */
  readonly signedInWith: readonly SignInMethod[];
  /** Whether the session outlives the browser's window. */
  readonly rememberMe: boolean;
  /** Whether its token is accepted only with a proof of the device's key. */
  readonly isBound: boolean;
  /** When the session expires if it is not used again. */
  readonly expiresAt: string;
  /** Whether using the session postpones `expiresAt`. */
  readonly expiresUnlessUsed: boolean;
  /** Whether it is the session of this client. */
  readonly isCurrent: boolean;
  /** Whether the user has confirmed the device, or signed up on it. */
  readonly isConfirmed: boolean;
}

/** Where a page of sessions ends, for the next page. Its fields have no meaning for applications. */
export interface SessionCursor {
  readonly lastUsed: number;
  readonly id: number;
}

export interface SessionPageRequest {
  /** `latest_use_first` without it. */
  readonly order?: 'latest_use_first' | 'oldest_use_first';
  /** The `next` of the page before. */
  readonly after?: SessionCursor | null;
  /** At most 500, which is also the default. */
  readonly limit?: number;
}

export interface SessionPage {
  readonly sessions: readonly Session[];
  /** The `after` of the next page, or null after the last one. */
  readonly next: SessionCursor | null;
}
