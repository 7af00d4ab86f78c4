using System.Buffers;
using System.Text.RegularExpressions;
using Syndication.Feeds.Content;

namespace Syndication.Feeds.Rendering;

/// <summary>Recognises addresses of literature: PubMed, PubMed Central, DOI and ClinicalTrials.gov.</summary>
internal static partial class CitationAddress
{
    private static readonly SearchValues<string> Hosts =
        SearchValues.Create(["ncbi.nlm.nih.gov", "doi.org", "pubmed", "clinicaltrials.gov"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text may hold such an address at all; most bodies do not.</summary>
    public static bool MayHold(ReadOnlySpan<char> markdown) => markdown.ContainsAny(Hosts);

    /// <summary>The citation without its text, or null.</summary>
    public static Citation? Read(string address)
    {
        address = address.Trim();
        if (address.Length is 0 or > 2000) return null;
        if (Pmc().Match(address) is { Success: true } pmc)
        {
            var id = pmc.Groups["id"].Value.ToUpperInvariant();
            return new(CitationKind.Pmc, id, $"https://www.ncbi.nlm.nih.gov/pmc/articles/{id}/", "");
        }

        if (PubMed().Match(address) is { Success: true } pubMed)
        {
            var id = pubMed.Groups["id"].Value;
            return new(CitationKind.PubMed, id, $"https://pubmed.ncbi.nlm.nih.gov/{id}/", "");
        }

        if (Nct().Match(address) is { Success: true } nct)
        {
            var id = nct.Groups["id"].Value.ToUpperInvariant();
            return new(CitationKind.Nct, id, $"https://clinicaltrials.gov/study/{id}", "");
        }

        if (Doi().Match(address) is not { Success: true } doi) return null;
        var name = Uri.UnescapeDataString(doi.Groups["id"].Value).ToLowerInvariant();
        return new(CitationKind.Doi, name, "https://doi.org/" + PercentEncoding.Encode(name.Replace("%", "%25", StringComparison.Ordinal), PercentEncoding.Path), "");
    }

    private const string Start = "^(?:https?:)?//";
    private const string End = "(?:[/?#]|$)";
    private const RegexOptions Rules = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(Start + @"(?:(?:www\.)?ncbi\.nlm\.nih\.gov/(?:labs/)?pmc/articles|pmc\.ncbi\.nlm\.nih\.gov/articles)/(?<id>PMC[0-9]+)" + End, Rules, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pmc();

    [GeneratedRegex(Start + @"(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/(?:m/)?pubmed|(?:www\.)?pubmed\.gov)/(?<id>[0-9]+)" + End, Rules, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PubMed();

    [GeneratedRegex(Start + @"(?:www\.|classic\.|beta\.)?clinicaltrials\.gov/(?:ct2/|api/)?(?:show/|study/|studies/)*(?:record/|results/)?(?<id>NCT[0-9]{8})" + End, Rules, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nct();

    [GeneratedRegex(Start + @"(?:dx\.|www\.)?doi\.org/(?<id>10\.[0-9]{4,9}(?:\.[0-9]+)*(?:/|%2F)[^?#\s]+)", Rules, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Doi();
}
