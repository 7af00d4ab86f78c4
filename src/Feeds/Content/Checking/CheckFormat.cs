namespace Syndication.Feeds.Content.Checking;

/// <summary>How a check's report is printed.</summary>
public enum CheckFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>Annotations of a GitHub workflow.</summary>
    GitHub,
}
