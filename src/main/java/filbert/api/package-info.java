/**
 * The same verbs for scripts, under {@code /api/v1}: JSON in and out, problem+json for errors ({@link filbert.api.Problems}). Every controller calls the
 * commands of {@code household} that the pages call, and translates nothing but names. Described in docs/api.md.
 */
@NullMarked
package filbert.api;

import org.jspecify.annotations.NullMarked;
