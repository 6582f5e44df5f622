/** The first page for whoever has not shown a token. */
import { useState } from 'preact/hooks';
import { signIn } from './store.tsx';

export function SignIn() {
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const show = async (): Promise<void> => {
    setProblem((await signIn(token.trim()).catch(() => false)) ? undefined : 'Nobody has this token, or it has ended.');
  };
  return (
    <main class="sign-in">
      <h1>gridshare</h1>
      <p>Bills and loads of this utility, for those who may see them.</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void show();
        }}
      >
        <label>
          Token
          <input
            type="password"
            autocomplete="current-password"
            value={token}
            onInput={({ currentTarget }) => setToken(currentTarget.value)}
            {...(problem === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': 'problem' })}
          />
        </label>
        <p id="problem" role="alert">
          {problem}
        </p>
        <button type="submit">Sign in</button>
      </form>
      <p class="hint">
        A token comes from whoever runs the utility: <code>gridshare access add NAME --config FILE</code>
      </p>
    </main>
  );
}
