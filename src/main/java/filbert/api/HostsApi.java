package filbert.api;

import filbert.household.HouseholdHosts;
import filbert.household.Person;
import filbert.household.Role;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.sharing.browse.Browsing;
import filbert.sharing.browse.HostListing;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What another host shares. Members and the owner. */
@RestController
@Least(Role.MEMBER)
@RequestMapping("/api/v1/hosts/{address}")
final class HostsApi {
    private final HouseholdHosts hosts;

    HostsApi(HouseholdHosts hosts) {
        this.hosts = hosts;
    }

    /**
     * How to reach it; all may be left out.
     *
     * @param servent GUID in hex
     * @param push must it be asked to call us?
     * @param proxies who passes that on
     */
    record Way(@Nullable String servent, @Nullable Boolean push, @Nullable List<String> proxies) {}

    record Begun(String outcome) {}

    record File(int number, List<String> folder, String name, long size, @Nullable String sha1) {}

    record Listing(String address, String state, int status, String words, Instant asked, long received, List<File> files) {}

    record Wanted(@Nullable List<Integer> files) {}

    record Started(int downloads) {}

    @GetMapping
    Listing show(@PathVariable String address, @AuthenticationPrincipal Person person) {
        var host = address(address);
        return hosts.listing(person, host).map(HostsApi::shown).orElseThrow(() -> new NoSuchElementException("list of " + host));
    }

    @PostMapping("/browse")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Begun browse(@PathVariable String address, @RequestBody(required = false) @Nullable Way way, @AuthenticationPrincipal Person person) {
        var host = address(address);
        var wanted = way == null ? Browsing.Wanted.direct(host) : wanted(host, way);
        return new Begun(Word.of(hosts.browse(person, wanted)));
    }

    private static Browsing.Wanted wanted(HostAddress host, Way way) {
        try {
            var servent = Optional.ofNullable(way.servent()).map(Guid::parse);
            var proxies = Optional.ofNullable(way.proxies()).orElse(List.of()).stream().flatMap(text -> HostAddress.parse(text).stream()).toList();
            return new Browsing.Wanted(host, servent, Boolean.TRUE.equals(way.push()), proxies);
        } catch (IllegalArgumentException noGuid) {
            throw new BadRequestException("api.problem.servent");
        }
    }

    @PostMapping("/download")
    Started download(@PathVariable String address, @RequestBody Wanted wanted, @AuthenticationPrincipal Person person) {
        return new Started(hosts.download(person, address(address), Optional.ofNullable(wanted.files()).orElse(List.of())).size());
    }

    private static HostAddress address(String text) {
        return HostAddress.parse(text).orElseThrow(() -> new BadRequestException("api.problem.host"));
    }

    private static Listing shown(HostListing listing) {
        var files = listing.files();
        return new Listing(
                listing.address().toString(),
                Word.of(listing.state()),
                listing.status(),
                listing.words(),
                listing.asked(),
                listing.bytes(),
                IntStream.range(0, files.size()).mapToObj(number -> shown(number, files.get(number))).toList());
    }

    private static File shown(int number, HostListing.Shared file) {
        return new File(number, file.folder(), file.name(), file.size(), file.sha1().map(Sha1::base32).orElse(null));
    }
}
