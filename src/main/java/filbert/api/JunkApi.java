package filbert.api;

import filbert.household.HouseholdLists;
import filbert.household.HouseholdSpam;
import filbert.household.JunkListStore.Listed;
import filbert.household.Person;
import filbert.household.Role;
import filbert.servent.spam.ListReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** What counts as junk: the lists somebody wrote, and what the household taught. */
@RestController
@Least(Role.OWNER)
@RequestMapping("/api/v1/network")
final class JunkApi {
    private final HouseholdLists lists;
    private final HouseholdSpam spam;

    JunkApi(HouseholdLists lists, HouseholdSpam spam) {
        this.lists = lists;
        this.spam = spam;
    }

    record Fault(int line, String why) {}

    record JunkList(String name, String kind, int entries, int faulty, List<Fault> faults, Instant read, String trouble) {}

    @GetMapping("/lists")
    @Least(Role.GUEST)
    List<JunkList> lists(@AuthenticationPrincipal Person person) {
        return lists.all(person).stream().map(JunkApi::shown).toList();
    }

    /** Reads the folder again. */
    @PostMapping("/lists/read")
    List<JunkList> readAgain(@AuthenticationPrincipal Person person) {
        return lists.readAgain(person).stream().map(JunkApi::shown).toList();
    }

    /** The body is the text of the list, whatever its media type; also the one of forms, which curl says unless told otherwise. */
    @PutMapping("/lists/{name}")
    JunkList take(@PathVariable String name, ServerHttpRequest request, @AuthenticationPrincipal Person person) {
        var taken = lists.take(person, name, bytes(request.getBody()));
        return lists.all(person).stream().filter(one -> one.name().equals(taken)).findFirst().map(JunkApi::shown).orElseThrow();
    }

    private static byte[] bytes(Flux<DataBuffer> text) {
        try (var stream = DataBufferUtils.join(text, ListReader.MOST_CHARACTERS).map(joined -> joined.asInputStream(true)).block()) {
            return stream == null ? new byte[0] : stream.readAllBytes();
        } catch (DataBufferLimitException tooLarge) {
            throw new IllegalArgumentException("lists.problem.large", tooLarge);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot be: the text is in memory
        }
    }

    @DeleteMapping("/lists/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String name, @AuthenticationPrincipal Person person) {
        lists.remove(person, name);
    }

    private static JunkList shown(Listed one) {
        var content = one.content();
        var faults = content.faults().stream().map(fault -> new Fault(fault.line(), fault.why())).toList();
        return new JunkList(one.name(), content.kind().name().toLowerCase(Locale.ROOT), content.entries(), content.faulty(), faults, one.read(), one.trouble());
    }

    record Taught(long id, String verdict, String name, long size, Instant made) {}

    /** Newest first. */
    @GetMapping("/lessons")
    @Least(Role.GUEST)
    List<Taught> lessons(@AuthenticationPrincipal Person person) {
        return spam.lessons(person).stream()
                .map(one -> new Taught(one.id(), Word.of(one.verdict()), one.name(), one.size(), one.made()))
                .toList();
    }

    @DeleteMapping("/lessons/{id}")
    @Least(Role.MEMBER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@PathVariable long id, @AuthenticationPrincipal Person person) {
        spam.forget(person, id);
    }
}
