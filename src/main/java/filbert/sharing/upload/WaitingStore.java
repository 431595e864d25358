package filbert.sharing.upload;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the places of those who wait under an ID over a restart (3-transfer, 3.6.4). Every method may block. */
public interface WaitingStore {
    /**
     * @param id 32 hexadecimal digits, upper case
     * @param host who showed the ID last
     * @param node where it can be called
     * @param told the position it was told last
     * @param earliest when it was asked to come back
     * @param lost the end of the place's lifetime
     */
    record Place(
            String id,
            HostAddress host,
            Optional<HostAddress> node,
            Sha1 sha1,
            String file,
            String userAgent,
            int told,
            Instant since,
            Instant earliest,
            Instant lost) {}

    /** First come first. */
    List<Place> load();

    /** These and no others, all or nothing. @param places first come first */
    void save(List<Place> places);

    /** Remembers nothing. */
    static WaitingStore forgetful() {
        return new WaitingStore() {
            @Override
            public List<Place> load() {
                return List.of();
            }

            @Override
            public void save(List<Place> places) {}
        };
    }
}
