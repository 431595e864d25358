/** Which hosts to call: the host cache and where it learns. Start with {@link filbert.servent.bootstrap.HostCache}. Implements 1-connect, section 8. */
@NullMarked
package filbert.servent.bootstrap;

import org.jspecify.annotations.NullMarked;
