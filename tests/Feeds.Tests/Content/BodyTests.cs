using Syndication.Feeds.Content;

namespace Syndication.Tests.Feeds.Content;

public sealed class BodyTests
{
    [Theory]
    [InlineData("# Head\n\nFirst *para*.\n\nSecond.", "First para.")]
    [InlineData("One.\n\nTwo.\n\n<!-- more -->\n\nThree.", "One. Two.")]
    [InlineData("One <!--more--> rest.", "One")]
    [InlineData("`<!--more-->` is a mark.\n\nNext.", "<!--more--> is a mark.")]
    [InlineData("- item\n\n> quote\n\nReal.", "Real.")]
    [InlineData("![only a picture](a.png)\n\nText.", "Text.")]
    [InlineData("a &amp; b &lt;c&gt;", "a & b <c>")]
    [InlineData("line\nnext  line", "line next line")]
    [InlineData("Note[^1].\n\n[^1]: Foot.", "Note.")]
    [InlineData("<p>raw <b>html</b></p>", "raw html")]
    [InlineData("", "")]
    public void Description_comes_from_the_body(string body, string description) => Assert.Equal(description, Sample.Post(body: body).Description);

    [Fact]
    public void Long_description_is_cut_at_a_word_within_500_code_points()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 200));
        var cut = Sample.Post($"description: {words}").Description;
        Assert.Equal((499 + 1) / 5 * 5, cut.Length);
        Assert.EndsWith("word…", cut, StringComparison.Ordinal);
        Assert.Equal(string.Concat(Enumerable.Repeat("💧", 499)) + "…", Sample.Post($"description: {string.Concat(Enumerable.Repeat("💧", 501))}").Description);
        Assert.Equal(new string('x', 500), Sample.Post($"description: {new string('x', 500)}").Description);
    }

    [Fact]
    public void Description_of_the_front_matter_is_literal() => Assert.Equal("*a* <b> & c", Sample.Post("description: '*a*  <b> & c'").Description);

    [Theory]
    [InlineData("[t](https://www.ncbi.nlm.nih.gov/pmc/articles/pmc123/#:~:text=x)", CitationKind.Pmc, "PMC123", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123/", "t")]
    [InlineData("<a href=\"https://pmc.ncbi.nlm.nih.gov/articles/PMC9/\"><b>t</b> u</a>", CitationKind.Pmc, "PMC9", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC9/", "t u")]
    [InlineData("https://pubmed.ncbi.nlm.nih.gov/77/?x=y", CitationKind.PubMed, "77", "https://pubmed.ncbi.nlm.nih.gov/77/", "https://pubmed.ncbi.nlm.nih.gov/77/?x=y")]
    [InlineData("[t](https://dx.doi.org/10.1000/ABC%28d%29?x#y)", CitationKind.Doi, "10.1000/abc(d)", "https://doi.org/10.1000/abc(d)", "t")]
    [InlineData("[t][r]\n\n[r]: https://clinicaltrials.gov/ct2/show/nct00000001", CitationKind.Nct, "NCT00000001", "https://clinicaltrials.gov/study/NCT00000001", "t")]
    public void Literature_is_cited(string body, CitationKind kind, string id, string url, string text) =>
        Assert.Equal([new Citation(kind, id, url, text)], Sample.Post(body: body).Citations);

    [Fact]
    public void Citations_stand_once_in_document_order()
    {
        var post = Sample.Post(body: "[a](https://doi.org/10.1000/x) [b](https://pubmed.ncbi.nlm.nih.gov/1) [c](https://doi.org/10.1000/X) `https://doi.org/10.1000/code`");
        Assert.Equal(["10.1000/x", "1"], post.Citations.Select(citation => citation.Id));
    }

    [Theory]
    [InlineData("The patientâ€™s notes", "The patient’s notes")]
    [InlineData("CafÃ© Ã\u00a0 la carte", "Café à la carte")]
    [InlineData("â€œquotedâ€\u009d", "“quoted”")]
    [InlineData("Ã‚ngela", "Ângela")]
    public void Wrongly_decoded_text_is_mended_with_a_warning(string wrong, string right)
    {
        var parsed = Sample.File("", wrong);
        Assert.Equal(right, parsed.Post!.Description);
        Assert.Equal((ProblemCodes.Mojibake, ProblemSeverity.Warning, 6), (Sample.Problem(parsed).Code, Sample.Problem(parsed).Severity, Sample.Problem(parsed).Line));
    }

    [Theory]
    [InlineData("Ângela e AÇÃO «Ã» São NÃO")]
    [InlineData("naïve café Sjögren 5\u00a0mg")]
    [InlineData("治療 Ã")]
    [InlineData("“TAM GÜÇ” ve ÇÖZ… – “KÖTÜ”")]
    public void Text_with_such_letters_of_its_own_stays(string text)
    {
        var parsed = Sample.File("", text);
        Assert.Equal(text, parsed.Post!.Description);
        Assert.Empty(parsed.Problems);
    }

    [Fact]
    public void Mending_warns_once_a_line_and_can_be_turned_off()
    {
        Assert.Equal([6, 7], Sample.File("", "Ã© and Ã©\nÃ©").Problems.Select(problem => problem.Line));
        var off = Sample.Parse("---\ntitle: Ã©\ndate: 2020-01-01\n---\n", options: Sample.Options with { RepairMojibake = false });
        Assert.Equal("Ã©", off.Post!.Title);
        Assert.Empty(off.Problems);
    }

    [Theory]
    [InlineData("{{ template }} text", 6)]
    [InlineData("text\n\n{% raw %}", 8)]
    [InlineData("<div>\n{{ x }}\n</div>", 6)]
    public void Template_tags_are_shown_with_a_warning(string body, int line)
    {
        var problem = Sample.Problem(Sample.File("", body));
        Assert.Equal((ProblemCodes.Dialect, ProblemSeverity.Warning, line), (problem.Code, problem.Severity, problem.Line));
    }

    [Fact]
    public void Template_tags_in_code_are_code() => Assert.Empty(Sample.File("", "`{{ x }}`\n\n    {% y %}\n\n```\n{{ z }}\n```").Problems);

    [Fact]
    public void Mdx_loses_its_program_parts_with_a_warning()
    {
        const string Body = "import A from './a'\nimport { B } from 'b'\n\nexport const x = {\n  y: 1,\n}\n\nText <A prop={a > b} /> goes on.\n\n<B>\n  inner\n</B>\n\n`<A/>` {/* note */} end\n\n```\n<A/>\n```\n\nimport duties rose.";
        var parsed = Sample.File("description: d", Body, "a.mdx");
        Assert.Equal((ProblemCodes.Dialect, ProblemSeverity.Warning, 6), (Sample.Problem(parsed).Code, Sample.Problem(parsed).Severity, Sample.Problem(parsed).Line));
        var text = Syndication.Feeds.Content.Reading.MdxStripper.Strip(Body).Text.ToString();
        Assert.Equal(["Text  goes on.", "`<A/>`  end", "```", "<A/>", "```", "import duties rose."], text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(Body.Split('\n').Length, text.Split('\n').Length);
    }
}
