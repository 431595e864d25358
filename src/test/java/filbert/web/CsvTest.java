package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvTest {
    @Test
    void whatASpreadsheetWouldRunOrTakeApartIsText() {
        var csv = Csv.of(List.of("a", "b"), List.of(List.of("=cmd|'/c calc'!A1", "x,y"), List.of("say \"hi\"", "two\nlines"), List.of("-3", "@x"), List.of("", "+1 a")));
        assertThat(csv).isEqualTo("a,b\r\n'=cmd|'/c calc'!A1,\"x,y\"\r\n\"say \"\"hi\"\"\",\"two\nlines\"\r\n-3,'@x\r\n,'+1 a\r\n");
    }
}
