package filbert.servent.guard;

import java.net.InetAddress;
import java.time.Instant;

/**
 * A ban as people see it and the store keeps it.
 *
 * @param times how often this address was banned lately, this one included
 */
public record Ban(InetAddress address, Offence why, int times, Instant since, Instant until) {}
