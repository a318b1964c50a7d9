using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Tokens;

/// <summary>
/// Everything the analyzers know of how one library handles tokens: what reads one, validates one, makes one, and where one
/// comes from. It knows nothing of rules. Stateless.
/// </summary>
internal abstract class TokenAdapter
{
    /// <summary>The names of the members that read a token or look at its form: code that reads one names one of them.</summary>
    public virtual ImmutableArray<string> NamesOfReads => ImmutableArray<string>.Empty;

    /// <summary>The names of the members that validate a token.</summary>
    public virtual ImmutableArray<string> NamesOfValidations => ImmutableArray<string>.Empty;

    /// <summary>The names of the members that make a token.</summary>
    public virtual ImmutableArray<string> NamesOfCreations => ImmutableArray<string>.Empty;

    /// <summary>Whether a method parses its first argument into a token and verifies nothing.</summary>
    public virtual bool IsRead(IMethodSymbol method) => false;

    /// <summary>Whether a member only says that a text has the form of a token, or that a handler could validate one.</summary>
    public virtual bool IsFormCheck(ISymbol member) => false;

    /// <summary>Whether a method makes a token or writes one that was made.</summary>
    public virtual bool IsCreation(IMethodSymbol method) => false;

    /// <summary>The names one of which stands where code gets the text of a token that it does not make.</summary>
    public virtual ImmutableArray<string> NamesOfTexts => ImmutableArray<string>.Empty;

    /// <summary>The types by which a compilation gets such texts without a library that validates tokens.</summary>
    public virtual ImmutableArray<string> TypesOfTexts => ImmutableArray<string>.Empty;

    /// <summary>Whether an operation gives the whole text of a token, with which one can sign in.</summary>
    public virtual bool IsTokenText(IOperation operation) => false;

    /// <summary>Whether a call has the host write each request's token to its log.</summary>
    public virtual bool HasTokensLogged(IInvocationOperation call) => false;

    /// <summary>The names one of which stands where a request's token is taken from another place than usual.</summary>
    public virtual ImmutableArray<string> NamesOfTokenSlots => ImmutableArray<string>.Empty;

    /// <summary>Whether what is assigned here is the token that will be validated.</summary>
    public virtual bool IsTokenSlot(IOperation target) => false;

    /// <summary>Whether an operation gives the query of a request.</summary>
    public virtual bool IsQuery(IOperation operation) => false;

    /// <summary>Whether a method judges a token and throws where it is not valid.</summary>
    public virtual bool ThrowsOnFailure(IMethodSymbol method) => false;

    /// <summary>Whether a type is the result of a validation that does not throw.</summary>
    public virtual bool IsValidationResult(ITypeSymbol type) => false;

    /// <summary>Whether a property of a validation's result says how it ended.</summary>
    public virtual bool TellsOutcome(IPropertySymbol property) => false;

    /// <summary>Whether a property of a validation's result has the token where it was refused.</summary>
    public virtual bool HoldsRefusedToken(IPropertySymbol property) => false;

    /// <summary>Whether a property of a result that failed is there, and empty: it tells nothing.</summary>
    public virtual bool IsEmptyAfterFailure(IPropertySymbol property) => false;

    /// <summary>Whether a validation throws this type or one derived from it where a token is not valid.</summary>
    public virtual bool IsFailure(ITypeSymbol exception) => false;

    /// <summary>
    /// Whether what a validation says of a token with a wrong signature, or none, has this type or one derived from it.
    /// </summary>
    public virtual bool IsFailureOfForgery(ITypeSymbol exception) => false;

    /// <summary>
    /// Whether a member of a parsed token gives what may be read before the validation: when it expires, who says to have issued
    /// it, which key it names. That decides which check follows, and grants nothing.
    /// </summary>
    public virtual bool IsHarmlessPart(ISymbol member) => false;

    /// <summary>Whether a member of a parsed token names its subject.</summary>
    public virtual bool IsSubject(ISymbol member) => false;

    /// <summary>Where a value comes from, if this operation says so.</summary>
    public virtual TokenOrigin OriginOf(IOperation operation) => TokenOrigin.Unknown;

    /// <summary>
    /// Which callers the framework lets get to code; <see langword="null"/> where it does not say. Asked of code that is about to be
    /// blamed.
    /// </summary>
    public virtual Admission? AdmissionTo(SyntaxNode code, Compilation compilation, CancellationToken cancellation) => null;

    /// <summary>
    /// Whether what a request's part gives is the token that the authentication has validated, where it lets callers in: the
    /// <c>Authorization</c> header, or where else this compilation takes it from.
    /// </summary>
    /// <param name="part">An operation that <see cref="OriginOf"/> says to come from a request, or a parameter.</param>
    /// <param name="compilation">Where a scheme may be told to look elsewhere.</param>
    /// <param name="cancellation">Ends it.</param>
    public virtual bool IsAuthenticated(IOperation part, Compilation compilation, CancellationToken cancellation) => false;

    /// <summary>Whether the host runs a lambda for requests, and for which.</summary>
    public virtual Serving ServesBy(IAnonymousFunctionOperation function) => Serving.No;

    /// <summary>Whether an operation tells the host to refuse the caller, or to let it in.</summary>
    public virtual bool IsVerdict(IOperation operation) => false;

    /// <summary>Whether values of a type are what a caller gets as its answer.</summary>
    public virtual bool IsResponse(ITypeSymbol type) => false;

    /// <summary>Whether an object keeps what is put in it for the rest of the request, or of the connection.</summary>
    public virtual bool IsRequestState(IOperation items) => false;

    /// <summary>Whether a method of the host does something for one user: it puts the connection in the user's group.</summary>
    public virtual bool IsActForUser(IMethodSymbol method) => false;

    /// <summary>
    /// The names of the events that are raised instead of a validation or after it failed, and of the methods that raise them.
    /// </summary>
    public virtual ImmutableArray<string> NamesOfEvents => ImmutableArray<string>.Empty;

    /// <summary>Whether a property takes the handler of such an event, or a method is one when it is overridden.</summary>
    public virtual bool IsEvent(ISymbol member) => false;

    /// <summary>Whether a type is what such a handler is given.</summary>
    public virtual bool IsEventContext(ITypeSymbol type) => false;

    /// <summary>Whether a method called in a handler accepts the caller.</summary>
    public virtual bool IsAcceptance(IMethodSymbol method) => false;

    /// <summary>Whether a property holds the caller that is accepted.</summary>
    public virtual bool IsAcceptedPrincipal(IPropertySymbol property) => false;

    /// <summary>Whether a property says if failures are logged.</summary>
    public virtual bool IsTraceSwitch(IPropertySymbol property) => false;

    /// <summary>Whether what an operation sets up belongs to code that logs failures itself.</summary>
    public virtual bool IsTracedAnyway(IOperation operation) => false;

    /// <summary>Whether failures are logged under a category.</summary>
    public virtual bool IsLogCategory(string category) => false;

    /// <summary>The switches that are safe unless code changes them.</summary>
    public virtual ImmutableArray<Safeguard> Safeguards => ImmutableArray<Safeguard>.Empty;

    /// <summary>The names of the properties and constructors that are given what fetches keys over the network.</summary>
    public virtual ImmutableArray<string> NamesOfBackChannels => ImmutableArray<string>.Empty;

    /// <summary>Whether a member is given what fetches keys over the network.</summary>
    public virtual bool IsBackChannel(ISymbol member) => false;

    /// <summary>The names one of which stands where a key is made.</summary>
    public virtual ImmutableArray<string> NamesOfKeys => ImmutableArray<string>.Empty;

    /// <summary>The names one of which stands where code has an object that gives its secret key.</summary>
    public virtual ImmutableArray<string> NamesOfKeyTexts => ImmutableArray<string>.Empty;

    /// <summary>Whether an operation gives the secret key that an object holds.</summary>
    public virtual bool IsKeyText(IOperation operation) => false;

    /// <summary>
    /// The keys that an operation makes for signing or verifying. Asked only of operations that <see cref="Code.CodeBodies.IsAct"/> lets
    /// pass.
    /// </summary>
    public virtual IEnumerable<KeyUse> KeysIn(IOperation operation) => [];

    /// <summary>The names one of which stands where claims are put in a token.</summary>
    public virtual ImmutableArray<string> NamesOfIssuing => ImmutableArray<string>.Empty;

    /// <summary>
    /// What an operation puts in a token that is readable: a collection of claims, an identity, a dictionary, the text of a payload. Asked
    /// only of operations that <see cref="Code.CodeBodies.IsAct"/> lets pass.
    /// </summary>
    public virtual IEnumerable<IOperation> ClaimsIn(IOperation operation) => [];

    /// <summary>Whether an operation has a token encrypted, so that its payload is none that its holder can read.</summary>
    public virtual bool IsEncryption(IOperation operation) => false;

    /// <summary>Whether a claim that is put there can be read even in an encrypted token: in its header.</summary>
    public virtual bool IsInClear(IOperation operation) => false;

    /// <summary>The names one of which stands where a token's algorithm is chosen.</summary>
    public virtual ImmutableArray<string> NamesOfAlgorithms => ImmutableArray<string>.Empty;

    /// <summary>
    /// The weak algorithm that an operation has tokens made with, if the library really makes some. Asked only of operations that
    /// <see cref="Code.CodeBodies.IsAct"/> lets pass.
    /// </summary>
    public virtual WeakAlgorithm? WeakAlgorithmIn(IOperation operation, Func<IOperation, object?> constantOf) => null;

    /// <summary>Whether code that has this type is a server's.</summary>
    public virtual ImmutableArray<string> ServerTypes => ImmutableArray<string>.Empty;
}

/// <summary>Where a token comes from.</summary>
internal enum TokenOrigin
{
    /// <summary>It can't be told.</summary>
    Unknown,

    /// <summary>The caller that sends the request.</summary>
    Request,

    /// <summary>This code, or an issuer that it asked over a connection of its own, or a session that has validated it.</summary>
    Trusted,
}
