/** What a demonstration writes of one interval, as `Sights` of the API, in the utility's state folder. */
export const SIGHTS_FILE = 'sights.json';
