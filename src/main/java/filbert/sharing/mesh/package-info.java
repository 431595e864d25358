/**
 * Who else has a file: alternate locations as servents tell each other while they move files (3-transfer, 3.7). {@link filbert.sharing.mesh.Mesh} is
 * what we believe, {@link filbert.sharing.mesh.Alternatives} what one connection hears and is told of it. What somebody merely says is tried, and passed on
 * to nobody before it has proved itself. {@link filbert.sharing.mesh.Dealings} counts what passed between us and each host.
 *
 * <p>Asked by {@code sharing.upload} and {@code sharing.download}, knows neither. Owner only.
 */
@NullMarked
package filbert.sharing.mesh;

import org.jspecify.annotations.NullMarked;
