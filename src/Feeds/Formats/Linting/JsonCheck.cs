using System.Text.Json;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks the object whose start the reader stands on.</summary>
internal delegate void JsonCheck(ref Utf8JsonReader reader);
