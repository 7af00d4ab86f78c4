namespace Syndication.Worker.Storage;

/// <summary>A numbered step of the schema.</summary>
/// <param name="Number">Position, from 1, without gaps.</param>
/// <param name="Name">File name without number and extension.</param>
/// <param name="Sql">Its statements.</param>
/// <param name="Checksum">SHA-256 of the statements in lower-case hex; an applied step must never change.</param>
internal sealed record Migration(int Number, string Name, string Sql, string Checksum);
