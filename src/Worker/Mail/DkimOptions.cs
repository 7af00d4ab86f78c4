namespace Syndication.Worker.Mail;

/// <summary>The signature of messages (section <c>Mail:Dkim</c>, RFC 6376).</summary>
/// <param name="Domain">The signing domain, aligned with the senders' addresses.</param>
/// <param name="Selector">Names the public key's DNS record.</param>
/// <param name="PrivateKeyFile">Absolute path of the RSA key, PEM.</param>
public sealed record DkimOptions(string Domain, string Selector, string PrivateKeyFile);
