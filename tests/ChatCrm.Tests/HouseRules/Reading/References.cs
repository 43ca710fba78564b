using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ChatCrm.Tests.HouseRules.Reading;

/// <summary>Every type that a type names: in its bases, attributes, fields, signatures and method bodies, generic arguments included.</summary>
internal static class References
{
    public static IEnumerable<TypeReference> Of(TypeDefinition type) => Named(type).SelectMany(Parts).Select(Compiled.Outermost);

    private static IEnumerable<TypeReference?> Named(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(each => each.InterfaceType),
        .. Constraints(type),
        .. Attributes(type),
        .. type.Fields.SelectMany(field => Attributes(field).Prepend(field.FieldType)),
        .. type.Properties.SelectMany(property => Attributes(property)),
        .. type.Events.SelectMany(each => Attributes(each)),
        .. type.Methods.SelectMany(method => Signature(method).Concat(Body(method))),
    ];

    private static IEnumerable<TypeReference?> Signature(MethodDefinition method) =>
    [
        method.ReturnType,
        .. Constraints(method),
        .. Attributes(method),
        .. Attributes(method.MethodReturnType),
        .. method.Parameters.SelectMany(parameter => Attributes(parameter).Prepend(parameter.ParameterType)),
    ];

    private static IEnumerable<TypeReference?> Body(MethodDefinition method) => !method.HasBody ? [] :
    [
        .. method.Body.Variables.Select(variable => variable.VariableType),
        .. method.Body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. method.Body.Instructions.SelectMany(Operand),
    ];

    private static IEnumerable<TypeReference?> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType), .. Arguments(method)],
        _ => [],
    };

    private static IEnumerable<TypeReference> Arguments(MethodReference method) => method is GenericInstanceMethod generic ? generic.GenericArguments : [];

    private static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider generic) =>
        generic.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider owner) => owner.CustomAttributes.SelectMany(attribute =>
        attribute.ConstructorArguments.Concat(attribute.Properties.Select(named => named.Argument)).Select(argument => argument.Value).OfType<TypeReference>()
            .Prepend(attribute.AttributeType));

    /// <summary>The types that make up a type: of <c>List&lt;Customer[]&gt;</c> the list and the customer.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Prepend(generic.ElementType),
        FunctionPointerType function => function.Parameters.SelectMany(parameter => Parts(parameter.ParameterType)).Concat(Parts(function.ReturnType)),
        RequiredModifierType modified => Parts(modified.ElementType).Append(modified.ModifierType),
        OptionalModifierType modified => Parts(modified.ElementType).Append(modified.ModifierType),
        TypeSpecification special => Parts(special.ElementType),
        _ => [type],
    };
}
