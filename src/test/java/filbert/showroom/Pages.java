package filbert.showroom;

import java.util.List;
import java.util.stream.Stream;

/** The addresses of the {@link Showroom}: every page there is, most of them in more than one state. */
public final class Pages {
    /** What anybody of the household may look at. */
    public static final List<String> EVERYBODYS = List.of(
            "/",
            "/search",
            "/search?q=hazel",
            "/search?q=hazel&type=audio&min=1MB&not=dormouse&sort=-size",
            "/search?q=hazel&group=folder&hide=none",
            "/search?q=hazel&group=host&sort=name",
            "/search?q=hazel&host=192.0.2.1:6001&folder=Music/<i>Hazel",
            "/search?q=hazel&type=video&ext=flac&hide=spam,owned,queued,blocked",
            "/search?q=hazel&cols=name,type,size,length,bitrate,sources,seen",
            "/search?q=medlar",
            "/search?q=never asked",
            "/results/EUAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC?search=s1",
            "/wishes",
            "/inbox",
            "/history",
            "/account/telling",
            "/account/telling/new",
            "/account/telling/1",
            "/wishes/new?q=hazel&type=audio&has=sources:3",
            "/wishes/1",
            "/wishes/2?page=99",
            "/wishes/1/edit",
            "/downloads",
            "/downloads?state=failed",
            "/downloads?type=audio&who=1",
            "/downloads?state=nonsense&page=99",
            "/downloads?cols=type,size,added",
            "/downloads/1",
            "/downloads/2",
            "/downloads/5",
            "/uploads",
            "/hosts/192.0.2.7:6346",
            "/hosts/192.0.2.7:6346?folder=Music/Old+%3Csongs%3E&page=2",
            "/hosts/192.0.2.99:6346?servent=0123456789abcdef0123456789abcdef&push=true&proxies=192.0.2.1:6346",
            "/library",
            "/library?q=track&type=audio&folder=1&sort=-size",
            "/library?cols=name",
            "/library?q=nothing like it",
            "/library/files/3",
            "/library/files/7",
            "/library/folders",
            "/library/folders/2",
            "/network",
            "/network/bans",
            "/network/lists",
            "/network/lessons",
            "/network/vendors",
            "/network/check",
            "/network/bandwidth",
            "/network?tab=hosts",
            "/network?tab=messages",
            "/network?tab=picture",
            "/account",
            "/privacy");

    /** What only the owner may look at, or sees differently. */
    public static final List<String> OWNERS = List.of(
            "/stats",
            "/stats?range=7d",
            "/stats?range=all",
            "/stats?range=nonsense",
            "/activity",
            "/activity?kind=download",
            "/activity?kind=nonsense&page=99",
            "/admin/tasks",
            "/admin/logs",
            "/admin/logs?level=warn&logger=filbert&text=%3Cb%3E",
            "/admin/logs?text=nothing+like+it",
            "/admin/diagnostics",
            "/admin/about",
            "/admin/backup",
            "/admin/backup/filbert-2026-11-21.sql.gz",
            "/admin/backup/filbert-2026-11-21.sql.gz?from=/srv&to=/mnt&from=&to=",
            "/downloads/adopt",
            "/downloads/adopt?page=99",
            "/network/neighbours/1",
            "/network/passing",
            "/network/passing?words=hazel&kind=hit&from=2",
            "/network/passing?from=x&kind=y&words=zzz",
            "/library/move?id=1&id=7",
            "/admin/people",
            "/admin/people/1",
            "/admin/people/2",
            "/settings/general",
            "/settings/network",
            "/settings/bandwidth",
            "/settings/downloads",
            "/settings/people",
            "/settings/yaml",
            "/settings/yaml?section=network",
            "/magnet?uri=");

    private Pages() {}

    public static Stream<String> all() {
        return Stream.of(EVERYBODYS, OWNERS).flatMap(List::stream);
    }
}
