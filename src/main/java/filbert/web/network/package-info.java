/** Being on the network, as people see it: neighbours and what they say, known hosts, message counts. */
@NullMarked
package filbert.web.network;

import org.jspecify.annotations.NullMarked;
