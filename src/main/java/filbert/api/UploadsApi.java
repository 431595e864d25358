package filbert.api;

import filbert.household.HouseholdNetwork;
import filbert.household.Person;
import filbert.household.Role;
import filbert.identity.HostAddress;
import filbert.sharing.upload.UploadView;
import filbert.sharing.upload.WaitingView;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What others fetch from us, and who waits to. */
@RestController
@Least(Role.GUEST)
@RequestMapping("/api/v1/uploads")
final class UploadsApi {
    private final HouseholdNetwork network;

    UploadsApi(HouseholdNetwork network) {
        this.network = network;
    }

    /** @param from first byte of the range */
    record Upload(
            long id, String host, @Nullable String node, String userAgent, String file, String state, long from, long length, long sent, long rate, Instant since, boolean unfinished) {
        static Upload of(UploadView view) {
            return new Upload(
                    view.id(),
                    view.host().toString(),
                    view.node().map(HostAddress::toString).orElse(null),
                    view.userAgent(),
                    view.file(),
                    view.state(),
                    view.from(),
                    view.length(),
                    view.sent(),
                    view.rate(),
                    view.since(),
                    view.unfinished());
        }
    }

    /** Running ones first, then those lately ended, newest first. */
    @GetMapping
    List<Upload> uploads(@AuthenticationPrincipal Person person) {
        return network.uploads(person).stream().map(Upload::of).toList();
    }

    @DeleteMapping("/{id}")
    @Least(Role.OWNER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable long id, @AuthenticationPrincipal Person person) {
        if (!network.cancelUpload(person, id)) {
            throw new NoSuchElementException("running upload " + id);
        }
    }

    /** @param ended how many uploads and places in the queue */
    record Ended(int ended) {}

    /** Ends whatever an address is being sent, and takes its places in the queue away. */
    @DeleteMapping("/hosts/{address}")
    @Least(Role.OWNER)
    Ended cancelAll(@PathVariable String address, @AuthenticationPrincipal Person person) {
        return new Ended(network.cancelUploads(person, address));
    }

    record Waiting(
            long number,
            String host,
            String userAgent,
            String file,
            int position,
            boolean connected,
            boolean lasting,
            boolean callable,
            boolean promised,
            Instant since,
            Instant expected,
            Instant until) {
        static Waiting of(WaitingView view) {
            return new Waiting(
                    view.number(),
                    view.host().toString(),
                    view.userAgent(),
                    view.file(),
                    view.position(),
                    view.connected(),
                    view.lasting(),
                    view.callable(),
                    view.promised(),
                    view.since(),
                    view.expected(),
                    view.until());
        }
    }

    /** First come first. */
    @GetMapping("/queue")
    List<Waiting> queue(@AuthenticationPrincipal Person person) {
        return network.uploadQueue(person).stream().map(Waiting::of).toList();
    }

    @DeleteMapping("/queue/{number}")
    @Least(Role.OWNER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(@PathVariable long number, @AuthenticationPrincipal Person person) {
        if (!network.dismissWaiting(person, number)) {
            throw new NoSuchElementException("number " + number + " in the queue");
        }
    }

    /** A place beside the slots. */
    @PostMapping("/queue/{number}/slot")
    @Least(Role.OWNER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void promise(@PathVariable long number, @AuthenticationPrincipal Person person) {
        switch (network.promiseUpload(person, number)) {
            case GIVEN -> {}
            case TOO_MANY -> throw new ConflictException("said.upload.slot.too-many");
            case ABSENT -> throw new NoSuchElementException("number " + number + " in the queue");
        }
    }
}
