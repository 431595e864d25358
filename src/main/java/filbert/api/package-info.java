/** The same verbs for scripts, under {@code /api/v1}: JSON in and out, problem+json for errors. Described in docs/api.md. */
@NullMarked
package filbert.api;

import org.jspecify.annotations.NullMarked;
