/** Reads the recorded bytes under {@code src/test/resources/vectors}: {@link filbert.vectors.Vectors}. */
@NullMarked
package filbert.vectors;

import org.jspecify.annotations.NullMarked;
