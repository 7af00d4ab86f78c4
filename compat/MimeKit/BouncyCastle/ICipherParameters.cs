namespace Org.BouncyCastle.Crypto;

/// <summary>Parameters of an algorithm.</summary>
public interface ICipherParameters;
