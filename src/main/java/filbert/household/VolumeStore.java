package filbert.household;

import java.time.LocalDate;

/** Keeps volumes day by day. */
public interface VolumeStore {
    Volume of(LocalDate day);

    /** Of all days. */
    Volume ever();

    /** Durable when it returns. */
    void add(LocalDate day, Volume more);
}
