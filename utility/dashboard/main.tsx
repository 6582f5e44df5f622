/** The dashboard: pages over the read-only API, in the browser. It knows what the API says, and no more. */
import { render } from 'preact';
import { App } from './app.tsx';
import { begin } from './store.tsx';

const place = document.querySelector('#app');
if (place !== null) {
  render(<App />, place);
  void begin();
}
