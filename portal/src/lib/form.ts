import { type UseFormInput, useForm } from '@mantine/form';
import { useState } from 'react';
import { ApiError, messageOf } from '@/lib/api';
import { useUnsavedInput } from '@/lib/unsaved';

/**
 * A form whose inputs tell what the API says of them. `submit` calls it with the values; what it throws lands at the
 * inputs that it names, and what names none in `problem`, for a `FormProblem`. What it took is no longer a change. A
 * dialog is not closed over changes without asking.
 */
export function useApiForm<Values extends Record<string, unknown>>(options: UseFormInput<Values>) {
  const form = useForm<Values>({ mode: 'uncontrolled', ...options });
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  useUnsavedInput(() => form.isDirty() && !isBusy);

  const tell = (error: unknown) => {
    const fields = error instanceof ApiError ? error.fields : [];
    const known = fields.filter(({ path }) => firstPart(path) in form.getInitialValues());
    form.setErrors(Object.fromEntries(known.map(({ path, message }) => [path, message])));
    setProblem(known.length > 0 && known.length === fields.length ? null : error);
    const [first] = known;
    if (first) form.getInputNode(first.path)?.focus();
  };

  const submit = (act: (values: Values) => Promise<unknown>) =>
    form.onSubmit(async (values) => {
      setProblem(null);
      setBusy(true);
      try {
        await act(values);
        // What was typed meanwhile is not saved.
        if (JSON.stringify(form.getValues()) === JSON.stringify(values)) form.resetDirty();
      } catch (error) {
        tell(error);
      } finally {
        setBusy(false);
      }
    });

  return { form, submit, problem: problem === null ? null : messageOf(problem), isBusy };
}

const firstPart = (path: string) => path.split('.', 1)[0] ?? path;
