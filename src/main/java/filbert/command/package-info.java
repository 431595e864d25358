/**
 * {@code filbert status}, {@code search}, {@code get} and {@code add-folder}: a small client of the API of a Filbert that runs here or elsewhere. Knows nothing of the
 * rest but what docs/api.md says. Start with {@link filbert.command.Commands}.
 */
@NullMarked
package filbert.command;

import org.jspecify.annotations.NullMarked;
