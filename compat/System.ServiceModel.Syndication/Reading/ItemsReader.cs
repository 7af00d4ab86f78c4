using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>Reads the items that stand next to each other.</summary>
/// <param name="reader">A reader at the first.</param>
/// <param name="feed">The feed so far.</param>
/// <param name="areAllItemsRead">Whether the reader was moved past them.</param>
internal delegate IEnumerable<SyndicationItem> ItemsReader(XmlReader reader, SyndicationFeed feed, out bool areAllItemsRead);
