namespace Syndication.Feeds.Content;

/// <summary>A register of literature or trials.</summary>
public enum CitationKind
{
    /// <summary>PubMed Central.</summary>
    Pmc,

    /// <summary>PubMed.</summary>
    PubMed,

    /// <summary>A digital object identifier.</summary>
    Doi,

    /// <summary>ClinicalTrials.gov.</summary>
    Nct,
}
