package filbert.api;

import filbert.household.HouseholdNetwork;
import filbert.household.Person;
import filbert.household.Role;
import filbert.sharing.upload.UploadView;
import filbert.sharing.upload.WaitingView;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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
            long id, String host, String userAgent, String file, String state, long from, long length, long sent, long rate, Instant since, boolean unfinished) {
        static Upload of(UploadView view) {
            return new Upload(
                    view.id(),
                    view.host().toString(),
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

    record Waiting(
            long number,
            String host,
            String userAgent,
            String file,
            int position,
            boolean connected,
            boolean lasting,
            boolean callable,
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
}
