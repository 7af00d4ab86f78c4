namespace Syndication.Feeds.Content;

/// <summary>A piece of literature that a post's body links to.</summary>
/// <param name="Kind">The register that holds it.</param>
/// <param name="Id">Identifier there (<c>PMC7698327</c>, <c>22314040</c>, <c>10.1111/cpr.12956</c>, <c>NCT01234567</c>).</param>
/// <param name="Url">Canonical address, without query and fragment.</param>
/// <param name="Text">The link's text.</param>
public sealed record Citation(CitationKind Kind, string Id, string Url, string Text);
