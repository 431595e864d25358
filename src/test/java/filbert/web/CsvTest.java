package filbert.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00A0=1", "\uFEFF=1", "\n+1"})
    void nothingIsAFormula(String name) {
        assertThat(Csv.of(List.of("a"), List.of(List.of(name)))).containsPattern("\r\n\"?'");
    }

    @Test
    void whatASpreadsheetWouldRunOrTakeApartIsText() {
        var csv = Csv.of(List.of("a", "b"), List.of(List.of("=cmd|'/c calc'!A1", "x,y"), List.of("say \"hi\"", "two\nlines"), List.of("-3", "@x"), List.of("", "+1 a")));
        assertThat(csv).isEqualTo("a,b\r\n'=cmd|'/c calc'!A1,\"x,y\"\r\n\"say \"\"hi\"\"\",\"two\nlines\"\r\n-3,'@x\r\n,'+1 a\r\n");
    }
}
