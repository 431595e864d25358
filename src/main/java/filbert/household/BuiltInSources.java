package filbert.household;

import java.util.List;

/** Whom the public network is entered by, unless settings say otherwise: the lists servents ship with (1-connect, 8.3 and 8.4). */
final class BuiltInSources {
    static final List<String> HOST_CACHES = List.of(
            "1.uhc.gtk-gnutella.nl:19104",
            "2.uhc.gtk-gnutella.nl:4876",
            "useast.gnutella.dyslexicfish.net:3558",
            "uswest.gnutella.dyslexicfish.net:3558",
            "uk.gnutella.dyslexicfish.net:3558",
            "au.gnutella.dyslexicfish.net:3558");

    static final List<String> WEB_CACHES = List.of(
            "http://skulls.gwc.dyslexicfish.net/skulls.php",
            "http://rock.gwc.dyslexicfish.net/",
            "http://paper.gwc.dyslexicfish.net/",
            "http://scissors.gwc.dyslexicfish.net/",
            "http://p2p.findclan.net/skulls.php",
            "http://cache.jayl.de/g2/gwc.php/",
            "http://gweb3.4octets.co.uk/gwc.php",
            "http://ghc4.gtkgnutella.com/list4");

    private BuiltInSources() {}
}
