/**
 * The bytes of a file on their way to a browser or a script: {@link filbert.web.content.Delivery} speaks HTTP about them, whoever has them.
 * Names come from strangers, so only sound, pictures and plain text are ever shown in place, and everything in a sandbox.
 */
@NullMarked
package filbert.web.content;

import org.jspecify.annotations.NullMarked;
