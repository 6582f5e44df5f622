/* Generated from the JSON Schemas in this folder by `npm run generate`. Do not edit. */

const accept = validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"accept.schema.json","title":"Accept","type":"object","additionalProperties":false,"required":["version","deployment","type","area","sequence","ballot","hash","previous","aggregator","proposed","signature"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"accept","type":"string"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"sequence":{"$ref":"defs.schema.json#/definitions/sequence"},"ballot":{"$ref":"defs.schema.json#/definitions/sequence"},"hash":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"previous":{"$ref":"defs.schema.json#/definitions/bytes32"},"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"proposed":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]},"signature":{"$ref":"defs.schema.json#/definitions/bytes64"}}};
const schema13 = {"type":"string","pattern":"^[a-z0-9][a-z0-9-]{0,62}$"};
const schema14 = {"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"};
const schema15 = {"type":"integer","minimum":0,"maximum":9007199254740991};
const schema17 = {"type":"string","pattern":"^[A-Za-z0-9_-]{43}$"};
const schema19 = {"type":"integer","minimum":1,"maximum":16};
const schema20 = {"type":"string","pattern":"^[A-Za-z0-9_-]{86}$"};
const func0 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^[a-z0-9][a-z0-9-]{0,62}$", "u");
const pattern1 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$", "u");
const pattern2 = new RegExp("^[A-Za-z0-9_-]{43}$", "u");
const pattern4 = new RegExp("^[A-Za-z0-9_-]{86}$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="accept.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area"))) || (((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing0 = "sequence"))) || (((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot"))) || (((data.hash === undefined) || (!(func0.call(data, "hash")))) && (missing0 = "hash"))) || (((data.previous === undefined) || (!(func0.call(data, "previous")))) && (missing0 = "previous"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator"))) || (((data.proposed === undefined) || (!(func0.call(data, "proposed")))) && (missing0 = "proposed"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema11.properties, key0))){
validate10.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate10.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate10.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate10.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate10.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("accept" !== data2){
validate10.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "accept"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.area !== undefined && func0.call(data, "area")){
let data3 = data.area;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
validate10.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data4 = data.sequence;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate10.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate10.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate10.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data5 = data.ballot;
const _errs15 = errors;
const _errs16 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate10.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate10.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate10.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hash !== undefined && func0.call(data, "hash")){
let data6 = data.hash;
const _errs18 = errors;
const _errs20 = errors;
if(errors === _errs20){
if(typeof data6 === "string"){
if(!pattern2.test(data6)){
validate10.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.previous !== undefined && func0.call(data, "previous")){
let data7 = data.previous;
const _errs22 = errors;
const _errs23 = errors;
if(errors === _errs23){
if(typeof data7 === "string"){
if(!pattern2.test(data7)){
validate10.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data8 = data.aggregator;
const _errs25 = errors;
const _errs26 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate10.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs26){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 16 || isNaN(data8)){
validate10.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data8 < 1 || isNaN(data8)){
validate10.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.proposed !== undefined && func0.call(data, "proposed")){
let data9 = data.proposed;
const _errs28 = errors;
const _errs30 = errors;
if(errors === _errs30){
if(typeof data9 === "string"){
if(!pattern4.test(data9)){
validate10.errors = [{instancePath:instancePath+"/proposed",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/proposed",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data10 = data.signature;
const _errs32 = errors;
const _errs33 = errors;
if(errors === _errs33){
if(typeof data10 === "string"){
if(!pattern4.test(data10)){
validate10.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs32 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}

const bill_statement = validate12;
const schema22 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"bill-statement.schema.json","title":"BillStatement","type":"object","additionalProperties":false,"required":["version","deployment","meter","bills"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"meter":{"$ref":"defs.schema.json#/definitions/meterId"},"bills":{"type":"array","minItems":1,"maxItems":64,"items":{"title":"Bill","type":"object","additionalProperties":false,"required":["from","count","covered","totals"],"properties":{"from":{"allOf":[{"$ref":"defs.schema.json#/definitions/interval"}]},"count":{"$ref":"defs.schema.json#/definitions/count"},"covered":{"allOf":[{"$ref":"defs.schema.json#/definitions/bitmap"}]},"totals":{"type":"array","items":{"title":"BillLine","type":"object","additionalProperties":false,"required":["register","rate","cells","totalUnits","microPerKwh"],"properties":{"register":{"$ref":"defs.schema.json#/definitions/register"},"rate":{"$ref":"defs.schema.json#/definitions/rateName"},"cells":{"type":"integer","minimum":0,"maximum":1048576},"totalUnits":{"$ref":"defs.schema.json#/definitions/wattHours"},"microPerKwh":{"type":"integer","minimum":-1000000000,"maximum":1000000000}}},"minItems":0,"maxItems":1024},"open":{"title":"OpenBill","type":"object","additionalProperties":false,"required":["status","reason"],"properties":{"status":{"type":"string","enum":["disputed","failed"]},"reason":{"type":"string","maxLength":1024},"claims":{"type":"array","minItems":1,"maxItems":8,"items":{"title":"BillClaim","type":"object","additionalProperties":false,"required":["register","rate","aggregators"],"properties":{"register":{"$ref":"defs.schema.json#/definitions/register"},"rate":{"$ref":"defs.schema.json#/definitions/rateName"},"totalUnits":{"allOf":[{"$ref":"defs.schema.json#/definitions/wattHours"}]},"aggregators":{"type":"array","minItems":1,"maxItems":16,"items":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"}}}}}}},"enrolled":{"title":"Enrolled","type":"object","additionalProperties":false,"required":["from","count"],"properties":{"from":{"$ref":"defs.schema.json#/definitions/interval"},"count":{"$ref":"defs.schema.json#/definitions/count"}}},"money":{"$ref":"money-bill.schema.json"}}}}}};
const schema24 = {"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"};
const schema25 = {"type":"integer","minimum":0,"maximum":4294967295};
const schema26 = {"type":"integer","minimum":1,"maximum":1048576};
const schema27 = {"type":"string","maxLength":1048576,"pattern":"^[A-Za-z0-9_-]*$"};
const schema28 = {"type":"string","pattern":"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"};
const schema29 = {"type":"string","pattern":"^[a-z][a-z0-9-]{0,31}$"};
const schema30 = {"type":"integer","minimum":0,"maximum":9007199254740991};
const func83 = function ucs2length(str) {
    const len = str.length;
    let length = 0;
    let pos = 0;
    let value;
    while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 0xd800 && value <= 0xdbff && pos < len) {
            // high surrogate, and there is a next character
            value = str.charCodeAt(pos);
            if ((value & 0xfc00) === 0xdc00)
                pos++; // low surrogate
        }
    }
    return length;
};
const pattern8 = new RegExp("^[A-Za-z0-9_-]*$", "u");
const pattern9 = new RegExp("^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$", "u");
const pattern10 = new RegExp("^[a-z][a-z0-9-]{0,31}$", "u");
const schema37 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"money-bill.schema.json","title":"MoneyBill","type":"object","additionalProperties":false,"required":["tariff","currency","decimals","lines","vat","netMicro","vatMicro","totalMicro"],"properties":{"tariff":{"title":"PricedBy","type":"object","additionalProperties":false,"required":["id","revision","title","hash"],"properties":{"id":{"type":"string","minLength":1,"maxLength":48},"revision":{"type":"integer","minimum":1,"maximum":1000000},"title":{"type":"string","minLength":1,"maxLength":120},"hash":{"$ref":"defs.schema.json#/definitions/bytes32"}}},"currency":{"type":"string","pattern":"^[A-Z]{3}$"},"decimals":{"type":"integer","minimum":0,"maximum":6},"lines":{"type":"array","minItems":0,"maxItems":1024,"items":{"title":"MoneyLine","type":"object","additionalProperties":false,"required":["component","text","kind","netMicro","vatPpm"],"properties":{"component":{"type":"string","minLength":1,"maxLength":600},"text":{"type":"string","minLength":1,"maxLength":1400},"kind":{"type":"string","enum":["energy","standing","export"]},"register":{"$ref":"defs.schema.json#/definitions/register"},"rate":{"$ref":"defs.schema.json#/definitions/rateName"},"tier":{"title":"MoneyTier","type":"object","additionalProperties":false,"required":["fromWh"],"properties":{"fromWh":{"type":"integer","minimum":0,"maximum":9007199254740991},"untilWh":{"type":"integer","minimum":0,"maximum":9007199254740991}}},"units":{"type":"integer","minimum":0,"maximum":9007199254740991},"seconds":{"type":"integer","minimum":0,"maximum":9007199254740991},"microPerKwh":{"$ref":"defs.schema.json#/definitions/microPerKwh"},"microPerDay":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"netMicro":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"vatPpm":{"$ref":"defs.schema.json#/definitions/vatPpm"}}}},"vat":{"type":"array","minItems":0,"maxItems":64,"items":{"title":"VatSum","type":"object","additionalProperties":false,"required":["vatPpm","netMicro","vatMicro"],"properties":{"vatPpm":{"$ref":"defs.schema.json#/definitions/vatPpm"},"netMicro":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"vatMicro":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991}}}},"netMicro":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"vatMicro":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991},"totalMicro":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991}}};
const schema41 = {"type":"integer","minimum":-1000000000,"maximum":1000000000};
const schema42 = {"type":"integer","minimum":0,"maximum":1000000};
const pattern14 = new RegExp("^[A-Z]{3}$", "u");

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="money-bill.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((data.tariff === undefined) || (!(func0.call(data, "tariff")))) && (missing0 = "tariff")) || (((data.currency === undefined) || (!(func0.call(data, "currency")))) && (missing0 = "currency"))) || (((data.decimals === undefined) || (!(func0.call(data, "decimals")))) && (missing0 = "decimals"))) || (((data.lines === undefined) || (!(func0.call(data, "lines")))) && (missing0 = "lines"))) || (((data.vat === undefined) || (!(func0.call(data, "vat")))) && (missing0 = "vat"))) || (((data.netMicro === undefined) || (!(func0.call(data, "netMicro")))) && (missing0 = "netMicro"))) || (((data.vatMicro === undefined) || (!(func0.call(data, "vatMicro")))) && (missing0 = "vatMicro"))) || (((data.totalMicro === undefined) || (!(func0.call(data, "totalMicro")))) && (missing0 = "totalMicro"))){
validate13.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!((((((((key0 === "tariff") || (key0 === "currency")) || (key0 === "decimals")) || (key0 === "lines")) || (key0 === "vat")) || (key0 === "netMicro")) || (key0 === "vatMicro")) || (key0 === "totalMicro"))){
validate13.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.tariff !== undefined && func0.call(data, "tariff")){
let data0 = data.tariff;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((((((data0.id === undefined) || (!(func0.call(data0, "id")))) && (missing1 = "id")) || (((data0.revision === undefined) || (!(func0.call(data0, "revision")))) && (missing1 = "revision"))) || (((data0.title === undefined) || (!(func0.call(data0, "title")))) && (missing1 = "title"))) || (((data0.hash === undefined) || (!(func0.call(data0, "hash")))) && (missing1 = "hash"))){
validate13.errors = [{instancePath:instancePath+"/tariff",schemaPath:"#/properties/tariff/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs4 = errors;
for(const key1 of Object.keys(data0)){
if(!((((key1 === "id") || (key1 === "revision")) || (key1 === "title")) || (key1 === "hash"))){
validate13.errors = [{instancePath:instancePath+"/tariff",schemaPath:"#/properties/tariff/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs4 === errors){
if(data0.id !== undefined && func0.call(data0, "id")){
let data1 = data0.id;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(func83(data1) > 48){
validate13.errors = [{instancePath:instancePath+"/tariff/id",schemaPath:"#/properties/tariff/properties/id/maxLength",keyword:"maxLength",params:{limit: 48},message:"must NOT have more than 48 characters"}];
return false;
}
else {
if(func83(data1) < 1){
validate13.errors = [{instancePath:instancePath+"/tariff/id",schemaPath:"#/properties/tariff/properties/id/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/tariff/id",schemaPath:"#/properties/tariff/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs5 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.revision !== undefined && func0.call(data0, "revision")){
let data2 = data0.revision;
const _errs7 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate13.errors = [{instancePath:instancePath+"/tariff/revision",schemaPath:"#/properties/tariff/properties/revision/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000000 || isNaN(data2)){
validate13.errors = [{instancePath:instancePath+"/tariff/revision",schemaPath:"#/properties/tariff/properties/revision/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"}];
return false;
}
else {
if(data2 < 1 || isNaN(data2)){
validate13.errors = [{instancePath:instancePath+"/tariff/revision",schemaPath:"#/properties/tariff/properties/revision/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.title !== undefined && func0.call(data0, "title")){
let data3 = data0.title;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(func83(data3) > 120){
validate13.errors = [{instancePath:instancePath+"/tariff/title",schemaPath:"#/properties/tariff/properties/title/maxLength",keyword:"maxLength",params:{limit: 120},message:"must NOT have more than 120 characters"}];
return false;
}
else {
if(func83(data3) < 1){
validate13.errors = [{instancePath:instancePath+"/tariff/title",schemaPath:"#/properties/tariff/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/tariff/title",schemaPath:"#/properties/tariff/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.hash !== undefined && func0.call(data0, "hash")){
let data4 = data0.hash;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data4 === "string"){
if(!pattern2.test(data4)){
validate13.errors = [{instancePath:instancePath+"/tariff/hash",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate13.errors = [{instancePath:instancePath+"/tariff/hash",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/tariff",schemaPath:"#/properties/tariff/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.currency !== undefined && func0.call(data, "currency")){
let data5 = data.currency;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data5 === "string"){
if(!pattern14.test(data5)){
validate13.errors = [{instancePath:instancePath+"/currency",schemaPath:"#/properties/currency/pattern",keyword:"pattern",params:{pattern: "^[A-Z]{3}$"},message:"must match pattern \""+"^[A-Z]{3}$"+"\""}];
return false;
}
}
else {
validate13.errors = [{instancePath:instancePath+"/currency",schemaPath:"#/properties/currency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.decimals !== undefined && func0.call(data, "decimals")){
let data6 = data.decimals;
const _errs16 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate13.errors = [{instancePath:instancePath+"/decimals",schemaPath:"#/properties/decimals/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 6 || isNaN(data6)){
validate13.errors = [{instancePath:instancePath+"/decimals",schemaPath:"#/properties/decimals/maximum",keyword:"maximum",params:{comparison: "<=", limit: 6},message:"must be <= 6"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate13.errors = [{instancePath:instancePath+"/decimals",schemaPath:"#/properties/decimals/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lines !== undefined && func0.call(data, "lines")){
let data7 = data.lines;
const _errs18 = errors;
if(errors === _errs18){
if(Array.isArray(data7)){
if(data7.length > 1024){
validate13.errors = [{instancePath:instancePath+"/lines",schemaPath:"#/properties/lines/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"}];
return false;
}
else {
if(data7.length < 0){
validate13.errors = [{instancePath:instancePath+"/lines",schemaPath:"#/properties/lines/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid3 = true;
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
const _errs20 = errors;
if(errors === _errs20){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing2;
if(((((((data8.component === undefined) || (!(func0.call(data8, "component")))) && (missing2 = "component")) || (((data8.text === undefined) || (!(func0.call(data8, "text")))) && (missing2 = "text"))) || (((data8.kind === undefined) || (!(func0.call(data8, "kind")))) && (missing2 = "kind"))) || (((data8.netMicro === undefined) || (!(func0.call(data8, "netMicro")))) && (missing2 = "netMicro"))) || (((data8.vatPpm === undefined) || (!(func0.call(data8, "vatPpm")))) && (missing2 = "vatPpm"))){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0,schemaPath:"#/properties/lines/items/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs22 = errors;
for(const key2 of Object.keys(data8)){
if(!(func0.call(schema37.properties.lines.items.properties, key2))){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0,schemaPath:"#/properties/lines/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs22 === errors){
if(data8.component !== undefined && func0.call(data8, "component")){
let data9 = data8.component;
const _errs23 = errors;
if(errors === _errs23){
if(typeof data9 === "string"){
if(func83(data9) > 600){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/component",schemaPath:"#/properties/lines/items/properties/component/maxLength",keyword:"maxLength",params:{limit: 600},message:"must NOT have more than 600 characters"}];
return false;
}
else {
if(func83(data9) < 1){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/component",schemaPath:"#/properties/lines/items/properties/component/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/component",schemaPath:"#/properties/lines/items/properties/component/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs23 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.text !== undefined && func0.call(data8, "text")){
let data10 = data8.text;
const _errs25 = errors;
if(errors === _errs25){
if(typeof data10 === "string"){
if(func83(data10) > 1400){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/text",schemaPath:"#/properties/lines/items/properties/text/maxLength",keyword:"maxLength",params:{limit: 1400},message:"must NOT have more than 1400 characters"}];
return false;
}
else {
if(func83(data10) < 1){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/text",schemaPath:"#/properties/lines/items/properties/text/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/text",schemaPath:"#/properties/lines/items/properties/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs25 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.kind !== undefined && func0.call(data8, "kind")){
let data11 = data8.kind;
const _errs27 = errors;
if(typeof data11 !== "string"){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/kind",schemaPath:"#/properties/lines/items/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data11 === "energy") || (data11 === "standing")) || (data11 === "export"))){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/kind",schemaPath:"#/properties/lines/items/properties/kind/enum",keyword:"enum",params:{allowedValues: schema37.properties.lines.items.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid4 = _errs27 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.register !== undefined && func0.call(data8, "register")){
let data12 = data8.register;
const _errs29 = errors;
const _errs30 = errors;
if(errors === _errs30){
if(typeof data12 === "string"){
if(!pattern9.test(data12)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/register",schemaPath:"defs.schema.json#/definitions/register/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"},message:"must match pattern \""+"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"+"\""}];
return false;
}
}
else {
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/register",schemaPath:"defs.schema.json#/definitions/register/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs29 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.rate !== undefined && func0.call(data8, "rate")){
let data13 = data8.rate;
const _errs32 = errors;
const _errs33 = errors;
if(errors === _errs33){
if(typeof data13 === "string"){
if(!pattern10.test(data13)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/rate",schemaPath:"defs.schema.json#/definitions/rateName/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\""}];
return false;
}
}
else {
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/rate",schemaPath:"defs.schema.json#/definitions/rateName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs32 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.tier !== undefined && func0.call(data8, "tier")){
let data14 = data8.tier;
const _errs35 = errors;
if(errors === _errs35){
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
let missing3;
if(((data14.fromWh === undefined) || (!(func0.call(data14, "fromWh")))) && (missing3 = "fromWh")){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/tier",schemaPath:"#/properties/lines/items/properties/tier/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs37 = errors;
for(const key3 of Object.keys(data14)){
if(!((key3 === "fromWh") || (key3 === "untilWh"))){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/tier",schemaPath:"#/properties/lines/items/properties/tier/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs37 === errors){
if(data14.fromWh !== undefined && func0.call(data14, "fromWh")){
let data15 = data14.fromWh;
const _errs38 = errors;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/tier/fromWh",schemaPath:"#/properties/lines/items/properties/tier/properties/fromWh/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs38){
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 9007199254740991 || isNaN(data15)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/tier/fromWh",schemaPath:"#/properties/lines/items/properties/tier/properties/fromWh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data15 < 0 || isNaN(data15)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/tier/fromWh",schemaPath:"#/properties/lines/items/properties/tier/properties/fromWh/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid7 = _errs38 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data14.untilWh !== undefined && func0.call(data14, "untilWh")){
let data16 = data14.untilWh;
const _errs40 = errors;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/tier/untilWh",schemaPath:"#/properties/lines/items/properties/tier/properties/untilWh/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs40){
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 9007199254740991 || isNaN(data16)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/tier/untilWh",schemaPath:"#/properties/lines/items/properties/tier/properties/untilWh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data16 < 0 || isNaN(data16)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/tier/untilWh",schemaPath:"#/properties/lines/items/properties/tier/properties/untilWh/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid7 = _errs40 === errors;
}
else {
var valid7 = true;
}
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/tier",schemaPath:"#/properties/lines/items/properties/tier/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs35 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.units !== undefined && func0.call(data8, "units")){
let data17 = data8.units;
const _errs42 = errors;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/units",schemaPath:"#/properties/lines/items/properties/units/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs42){
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 9007199254740991 || isNaN(data17)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/units",schemaPath:"#/properties/lines/items/properties/units/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data17 < 0 || isNaN(data17)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/units",schemaPath:"#/properties/lines/items/properties/units/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid4 = _errs42 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.seconds !== undefined && func0.call(data8, "seconds")){
let data18 = data8.seconds;
const _errs44 = errors;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/seconds",schemaPath:"#/properties/lines/items/properties/seconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs44){
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 9007199254740991 || isNaN(data18)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/seconds",schemaPath:"#/properties/lines/items/properties/seconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data18 < 0 || isNaN(data18)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/seconds",schemaPath:"#/properties/lines/items/properties/seconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid4 = _errs44 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.microPerKwh !== undefined && func0.call(data8, "microPerKwh")){
let data19 = data8.microPerKwh;
const _errs46 = errors;
const _errs47 = errors;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs47){
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 1000000000 || isNaN(data19)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data19 < -1000000000 || isNaN(data19)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000"}];
return false;
}
}
}
}
var valid4 = _errs46 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.microPerDay !== undefined && func0.call(data8, "microPerDay")){
let data20 = data8.microPerDay;
const _errs49 = errors;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/microPerDay",schemaPath:"#/properties/lines/items/properties/microPerDay/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs49){
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 9007199254740991 || isNaN(data20)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/microPerDay",schemaPath:"#/properties/lines/items/properties/microPerDay/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data20 < -9007199254740991 || isNaN(data20)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/microPerDay",schemaPath:"#/properties/lines/items/properties/microPerDay/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid4 = _errs49 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.netMicro !== undefined && func0.call(data8, "netMicro")){
let data21 = data8.netMicro;
const _errs51 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/netMicro",schemaPath:"#/properties/lines/items/properties/netMicro/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs51){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 9007199254740991 || isNaN(data21)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/netMicro",schemaPath:"#/properties/lines/items/properties/netMicro/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data21 < -9007199254740991 || isNaN(data21)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/netMicro",schemaPath:"#/properties/lines/items/properties/netMicro/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid4 = _errs51 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.vatPpm !== undefined && func0.call(data8, "vatPpm")){
let data22 = data8.vatPpm;
const _errs53 = errors;
const _errs54 = errors;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs54){
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 1000000 || isNaN(data22)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"}];
return false;
}
else {
if(data22 < 0 || isNaN(data22)){
validate13.errors = [{instancePath:instancePath+"/lines/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid4 = _errs53 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/lines/" + i0,schemaPath:"#/properties/lines/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid3 = _errs20 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/lines",schemaPath:"#/properties/lines/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.vat !== undefined && func0.call(data, "vat")){
let data23 = data.vat;
const _errs56 = errors;
if(errors === _errs56){
if(Array.isArray(data23)){
if(data23.length > 64){
validate13.errors = [{instancePath:instancePath+"/vat",schemaPath:"#/properties/vat/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
if(data23.length < 0){
validate13.errors = [{instancePath:instancePath+"/vat",schemaPath:"#/properties/vat/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid10 = true;
const len1 = data23.length;
for(let i1=0; i1<len1; i1++){
let data24 = data23[i1];
const _errs58 = errors;
if(errors === _errs58){
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
let missing4;
if(((((data24.vatPpm === undefined) || (!(func0.call(data24, "vatPpm")))) && (missing4 = "vatPpm")) || (((data24.netMicro === undefined) || (!(func0.call(data24, "netMicro")))) && (missing4 = "netMicro"))) || (((data24.vatMicro === undefined) || (!(func0.call(data24, "vatMicro")))) && (missing4 = "vatMicro"))){
validate13.errors = [{instancePath:instancePath+"/vat/" + i1,schemaPath:"#/properties/vat/items/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs60 = errors;
for(const key4 of Object.keys(data24)){
if(!(((key4 === "vatPpm") || (key4 === "netMicro")) || (key4 === "vatMicro"))){
validate13.errors = [{instancePath:instancePath+"/vat/" + i1,schemaPath:"#/properties/vat/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs60 === errors){
if(data24.vatPpm !== undefined && func0.call(data24, "vatPpm")){
let data25 = data24.vatPpm;
const _errs61 = errors;
const _errs62 = errors;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
validate13.errors = [{instancePath:instancePath+"/vat/" + i1+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs62){
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 1000000 || isNaN(data25)){
validate13.errors = [{instancePath:instancePath+"/vat/" + i1+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"}];
return false;
}
else {
if(data25 < 0 || isNaN(data25)){
validate13.errors = [{instancePath:instancePath+"/vat/" + i1+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid11 = _errs61 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data24.netMicro !== undefined && func0.call(data24, "netMicro")){
let data26 = data24.netMicro;
const _errs64 = errors;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
validate13.errors = [{instancePath:instancePath+"/vat/" + i1+"/netMicro",schemaPath:"#/properties/vat/items/properties/netMicro/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs64){
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 9007199254740991 || isNaN(data26)){
validate13.errors = [{instancePath:instancePath+"/vat/" + i1+"/netMicro",schemaPath:"#/properties/vat/items/properties/netMicro/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data26 < -9007199254740991 || isNaN(data26)){
validate13.errors = [{instancePath:instancePath+"/vat/" + i1+"/netMicro",schemaPath:"#/properties/vat/items/properties/netMicro/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid11 = _errs64 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data24.vatMicro !== undefined && func0.call(data24, "vatMicro")){
let data27 = data24.vatMicro;
const _errs66 = errors;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
validate13.errors = [{instancePath:instancePath+"/vat/" + i1+"/vatMicro",schemaPath:"#/properties/vat/items/properties/vatMicro/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs66){
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 9007199254740991 || isNaN(data27)){
validate13.errors = [{instancePath:instancePath+"/vat/" + i1+"/vatMicro",schemaPath:"#/properties/vat/items/properties/vatMicro/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data27 < -9007199254740991 || isNaN(data27)){
validate13.errors = [{instancePath:instancePath+"/vat/" + i1+"/vatMicro",schemaPath:"#/properties/vat/items/properties/vatMicro/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid11 = _errs66 === errors;
}
else {
var valid11 = true;
}
}
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/vat/" + i1,schemaPath:"#/properties/vat/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid10 = _errs58 === errors;
if(!valid10){
break;
}
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/vat",schemaPath:"#/properties/vat/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs56 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.netMicro !== undefined && func0.call(data, "netMicro")){
let data28 = data.netMicro;
const _errs68 = errors;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
validate13.errors = [{instancePath:instancePath+"/netMicro",schemaPath:"#/properties/netMicro/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs68){
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 9007199254740991 || isNaN(data28)){
validate13.errors = [{instancePath:instancePath+"/netMicro",schemaPath:"#/properties/netMicro/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data28 < -9007199254740991 || isNaN(data28)){
validate13.errors = [{instancePath:instancePath+"/netMicro",schemaPath:"#/properties/netMicro/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid0 = _errs68 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.vatMicro !== undefined && func0.call(data, "vatMicro")){
let data29 = data.vatMicro;
const _errs70 = errors;
if(!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))){
validate13.errors = [{instancePath:instancePath+"/vatMicro",schemaPath:"#/properties/vatMicro/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs70){
if((typeof data29 == "number") && (isFinite(data29))){
if(data29 > 9007199254740991 || isNaN(data29)){
validate13.errors = [{instancePath:instancePath+"/vatMicro",schemaPath:"#/properties/vatMicro/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data29 < -9007199254740991 || isNaN(data29)){
validate13.errors = [{instancePath:instancePath+"/vatMicro",schemaPath:"#/properties/vatMicro/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid0 = _errs70 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.totalMicro !== undefined && func0.call(data, "totalMicro")){
let data30 = data.totalMicro;
const _errs72 = errors;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
validate13.errors = [{instancePath:instancePath+"/totalMicro",schemaPath:"#/properties/totalMicro/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs72){
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 9007199254740991 || isNaN(data30)){
validate13.errors = [{instancePath:instancePath+"/totalMicro",schemaPath:"#/properties/totalMicro/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data30 < -9007199254740991 || isNaN(data30)){
validate13.errors = [{instancePath:instancePath+"/totalMicro",schemaPath:"#/properties/totalMicro/minimum",keyword:"minimum",params:{comparison: ">=", limit: -9007199254740991},message:"must be >= -9007199254740991"}];
return false;
}
}
}
}
var valid0 = _errs72 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate13.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate13.errors = vErrors;
return errors === 0;
}


function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="bill-statement.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.meter === undefined) || (!(func0.call(data, "meter")))) && (missing0 = "meter"))) || (((data.bills === undefined) || (!(func0.call(data, "bills")))) && (missing0 = "bills"))){
validate12.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!((((key0 === "version") || (key0 === "deployment")) || (key0 === "meter")) || (key0 === "bills"))){
validate12.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate12.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate12.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate12.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.meter !== undefined && func0.call(data, "meter")){
let data2 = data.meter;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data2 === "string"){
if(!pattern1.test(data2)){
validate12.errors = [{instancePath:instancePath+"/meter",schemaPath:"defs.schema.json#/definitions/meterId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/meter",schemaPath:"defs.schema.json#/definitions/meterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.bills !== undefined && func0.call(data, "bills")){
let data3 = data.bills;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data3)){
if(data3.length > 64){
validate12.errors = [{instancePath:instancePath+"/bills",schemaPath:"#/properties/bills/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
if(data3.length < 1){
validate12.errors = [{instancePath:instancePath+"/bills",schemaPath:"#/properties/bills/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
const _errs12 = errors;
if(errors === _errs12){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing1;
if((((((data4.from === undefined) || (!(func0.call(data4, "from")))) && (missing1 = "from")) || (((data4.count === undefined) || (!(func0.call(data4, "count")))) && (missing1 = "count"))) || (((data4.covered === undefined) || (!(func0.call(data4, "covered")))) && (missing1 = "covered"))) || (((data4.totals === undefined) || (!(func0.call(data4, "totals")))) && (missing1 = "totals"))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0,schemaPath:"#/properties/bills/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs14 = errors;
for(const key1 of Object.keys(data4)){
if(!(((((((key1 === "from") || (key1 === "count")) || (key1 === "covered")) || (key1 === "totals")) || (key1 === "open")) || (key1 === "enrolled")) || (key1 === "money"))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0,schemaPath:"#/properties/bills/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs14 === errors){
if(data4.from !== undefined && func0.call(data4, "from")){
let data5 = data4.from;
const _errs15 = errors;
const _errs17 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/from",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs17){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 4294967295 || isNaN(data5)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/from",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/from",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid4 = _errs15 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.count !== undefined && func0.call(data4, "count")){
let data6 = data4.count;
const _errs19 = errors;
const _errs20 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/count",schemaPath:"defs.schema.json#/definitions/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 1048576 || isNaN(data6)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/count",schemaPath:"defs.schema.json#/definitions/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/count",schemaPath:"defs.schema.json#/definitions/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid4 = _errs19 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.covered !== undefined && func0.call(data4, "covered")){
let data7 = data4.covered;
const _errs22 = errors;
const _errs24 = errors;
if(errors === _errs24){
if(typeof data7 === "string"){
if(func83(data7) > 1048576){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/covered",schemaPath:"defs.schema.json#/definitions/bitmap/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data7)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/covered",schemaPath:"defs.schema.json#/definitions/bitmap/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/covered",schemaPath:"defs.schema.json#/definitions/bitmap/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs22 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.totals !== undefined && func0.call(data4, "totals")){
let data8 = data4.totals;
const _errs26 = errors;
if(errors === _errs26){
if(Array.isArray(data8)){
if(data8.length > 1024){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals",schemaPath:"#/properties/bills/items/properties/totals/maxItems",keyword:"maxItems",params:{limit: 1024},message:"must NOT have more than 1024 items"}];
return false;
}
else {
if(data8.length < 0){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals",schemaPath:"#/properties/bills/items/properties/totals/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid10 = true;
const len1 = data8.length;
for(let i1=0; i1<len1; i1++){
let data9 = data8[i1];
const _errs28 = errors;
if(errors === _errs28){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
let missing2;
if(((((((data9.register === undefined) || (!(func0.call(data9, "register")))) && (missing2 = "register")) || (((data9.rate === undefined) || (!(func0.call(data9, "rate")))) && (missing2 = "rate"))) || (((data9.cells === undefined) || (!(func0.call(data9, "cells")))) && (missing2 = "cells"))) || (((data9.totalUnits === undefined) || (!(func0.call(data9, "totalUnits")))) && (missing2 = "totalUnits"))) || (((data9.microPerKwh === undefined) || (!(func0.call(data9, "microPerKwh")))) && (missing2 = "microPerKwh"))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1,schemaPath:"#/properties/bills/items/properties/totals/items/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs30 = errors;
for(const key2 of Object.keys(data9)){
if(!(((((key2 === "register") || (key2 === "rate")) || (key2 === "cells")) || (key2 === "totalUnits")) || (key2 === "microPerKwh"))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1,schemaPath:"#/properties/bills/items/properties/totals/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs30 === errors){
if(data9.register !== undefined && func0.call(data9, "register")){
let data10 = data9.register;
const _errs31 = errors;
const _errs32 = errors;
if(errors === _errs32){
if(typeof data10 === "string"){
if(!pattern9.test(data10)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1+"/register",schemaPath:"defs.schema.json#/definitions/register/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"},message:"must match pattern \""+"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"+"\""}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1+"/register",schemaPath:"defs.schema.json#/definitions/register/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs31 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data9.rate !== undefined && func0.call(data9, "rate")){
let data11 = data9.rate;
const _errs34 = errors;
const _errs35 = errors;
if(errors === _errs35){
if(typeof data11 === "string"){
if(!pattern10.test(data11)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1+"/rate",schemaPath:"defs.schema.json#/definitions/rateName/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\""}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1+"/rate",schemaPath:"defs.schema.json#/definitions/rateName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs34 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data9.cells !== undefined && func0.call(data9, "cells")){
let data12 = data9.cells;
const _errs37 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1+"/cells",schemaPath:"#/properties/bills/items/properties/totals/items/properties/cells/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs37){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 1048576 || isNaN(data12)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1+"/cells",schemaPath:"#/properties/bills/items/properties/totals/items/properties/cells/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576"}];
return false;
}
else {
if(data12 < 0 || isNaN(data12)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1+"/cells",schemaPath:"#/properties/bills/items/properties/totals/items/properties/cells/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid11 = _errs37 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data9.totalUnits !== undefined && func0.call(data9, "totalUnits")){
let data13 = data9.totalUnits;
const _errs39 = errors;
const _errs40 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1+"/totalUnits",schemaPath:"defs.schema.json#/definitions/wattHours/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs40){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 9007199254740991 || isNaN(data13)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1+"/totalUnits",schemaPath:"defs.schema.json#/definitions/wattHours/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data13 < 0 || isNaN(data13)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1+"/totalUnits",schemaPath:"defs.schema.json#/definitions/wattHours/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid11 = _errs39 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data9.microPerKwh !== undefined && func0.call(data9, "microPerKwh")){
let data14 = data9.microPerKwh;
const _errs42 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1+"/microPerKwh",schemaPath:"#/properties/bills/items/properties/totals/items/properties/microPerKwh/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs42){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 1000000000 || isNaN(data14)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1+"/microPerKwh",schemaPath:"#/properties/bills/items/properties/totals/items/properties/microPerKwh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data14 < -1000000000 || isNaN(data14)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1+"/microPerKwh",schemaPath:"#/properties/bills/items/properties/totals/items/properties/microPerKwh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000"}];
return false;
}
}
}
}
var valid11 = _errs42 === errors;
}
else {
var valid11 = true;
}
}
}
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals/" + i1,schemaPath:"#/properties/bills/items/properties/totals/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid10 = _errs28 === errors;
if(!valid10){
break;
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/totals",schemaPath:"#/properties/bills/items/properties/totals/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid4 = _errs26 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.open !== undefined && func0.call(data4, "open")){
let data15 = data4.open;
const _errs44 = errors;
if(errors === _errs44){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
let missing3;
if((((data15.status === undefined) || (!(func0.call(data15, "status")))) && (missing3 = "status")) || (((data15.reason === undefined) || (!(func0.call(data15, "reason")))) && (missing3 = "reason"))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open",schemaPath:"#/properties/bills/items/properties/open/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs46 = errors;
for(const key3 of Object.keys(data15)){
if(!(((key3 === "status") || (key3 === "reason")) || (key3 === "claims"))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open",schemaPath:"#/properties/bills/items/properties/open/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs46 === errors){
if(data15.status !== undefined && func0.call(data15, "status")){
let data16 = data15.status;
const _errs47 = errors;
if(typeof data16 !== "string"){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/status",schemaPath:"#/properties/bills/items/properties/open/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data16 === "disputed") || (data16 === "failed"))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/status",schemaPath:"#/properties/bills/items/properties/open/properties/status/enum",keyword:"enum",params:{allowedValues: schema22.properties.bills.items.properties.open.properties.status.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid15 = _errs47 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data15.reason !== undefined && func0.call(data15, "reason")){
let data17 = data15.reason;
const _errs49 = errors;
if(errors === _errs49){
if(typeof data17 === "string"){
if(func83(data17) > 1024){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/reason",schemaPath:"#/properties/bills/items/properties/open/properties/reason/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/reason",schemaPath:"#/properties/bills/items/properties/open/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid15 = _errs49 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data15.claims !== undefined && func0.call(data15, "claims")){
let data18 = data15.claims;
const _errs51 = errors;
if(errors === _errs51){
if(Array.isArray(data18)){
if(data18.length > 8){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims",schemaPath:"#/properties/bills/items/properties/open/properties/claims/maxItems",keyword:"maxItems",params:{limit: 8},message:"must NOT have more than 8 items"}];
return false;
}
else {
if(data18.length < 1){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims",schemaPath:"#/properties/bills/items/properties/open/properties/claims/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid16 = true;
const len2 = data18.length;
for(let i2=0; i2<len2; i2++){
let data19 = data18[i2];
const _errs53 = errors;
if(errors === _errs53){
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
let missing4;
if(((((data19.register === undefined) || (!(func0.call(data19, "register")))) && (missing4 = "register")) || (((data19.rate === undefined) || (!(func0.call(data19, "rate")))) && (missing4 = "rate"))) || (((data19.aggregators === undefined) || (!(func0.call(data19, "aggregators")))) && (missing4 = "aggregators"))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2,schemaPath:"#/properties/bills/items/properties/open/properties/claims/items/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs55 = errors;
for(const key4 of Object.keys(data19)){
if(!((((key4 === "register") || (key4 === "rate")) || (key4 === "totalUnits")) || (key4 === "aggregators"))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2,schemaPath:"#/properties/bills/items/properties/open/properties/claims/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs55 === errors){
if(data19.register !== undefined && func0.call(data19, "register")){
let data20 = data19.register;
const _errs56 = errors;
const _errs57 = errors;
if(errors === _errs57){
if(typeof data20 === "string"){
if(!pattern9.test(data20)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2+"/register",schemaPath:"defs.schema.json#/definitions/register/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"},message:"must match pattern \""+"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"+"\""}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2+"/register",schemaPath:"defs.schema.json#/definitions/register/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid17 = _errs56 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data19.rate !== undefined && func0.call(data19, "rate")){
let data21 = data19.rate;
const _errs59 = errors;
const _errs60 = errors;
if(errors === _errs60){
if(typeof data21 === "string"){
if(!pattern10.test(data21)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2+"/rate",schemaPath:"defs.schema.json#/definitions/rateName/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\""}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2+"/rate",schemaPath:"defs.schema.json#/definitions/rateName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid17 = _errs59 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data19.totalUnits !== undefined && func0.call(data19, "totalUnits")){
let data22 = data19.totalUnits;
const _errs62 = errors;
const _errs64 = errors;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2+"/totalUnits",schemaPath:"defs.schema.json#/definitions/wattHours/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs64){
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 9007199254740991 || isNaN(data22)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2+"/totalUnits",schemaPath:"defs.schema.json#/definitions/wattHours/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data22 < 0 || isNaN(data22)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2+"/totalUnits",schemaPath:"defs.schema.json#/definitions/wattHours/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid17 = _errs62 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data19.aggregators !== undefined && func0.call(data19, "aggregators")){
let data23 = data19.aggregators;
const _errs66 = errors;
if(errors === _errs66){
if(Array.isArray(data23)){
if(data23.length > 16){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2+"/aggregators",schemaPath:"#/properties/bills/items/properties/open/properties/claims/items/properties/aggregators/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data23.length < 1){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2+"/aggregators",schemaPath:"#/properties/bills/items/properties/open/properties/claims/items/properties/aggregators/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid22 = true;
const len3 = data23.length;
for(let i3=0; i3<len3; i3++){
let data24 = data23[i3];
const _errs68 = errors;
const _errs69 = errors;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2+"/aggregators/" + i3,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs69){
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 16 || isNaN(data24)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2+"/aggregators/" + i3,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data24 < 1 || isNaN(data24)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2+"/aggregators/" + i3,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid22 = _errs68 === errors;
if(!valid22){
break;
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2+"/aggregators",schemaPath:"#/properties/bills/items/properties/open/properties/claims/items/properties/aggregators/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid17 = _errs66 === errors;
}
else {
var valid17 = true;
}
}
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims/" + i2,schemaPath:"#/properties/bills/items/properties/open/properties/claims/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid16 = _errs53 === errors;
if(!valid16){
break;
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open/claims",schemaPath:"#/properties/bills/items/properties/open/properties/claims/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid15 = _errs51 === errors;
}
else {
var valid15 = true;
}
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/open",schemaPath:"#/properties/bills/items/properties/open/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs44 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.enrolled !== undefined && func0.call(data4, "enrolled")){
let data25 = data4.enrolled;
const _errs71 = errors;
if(errors === _errs71){
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
let missing5;
if((((data25.from === undefined) || (!(func0.call(data25, "from")))) && (missing5 = "from")) || (((data25.count === undefined) || (!(func0.call(data25, "count")))) && (missing5 = "count"))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/enrolled",schemaPath:"#/properties/bills/items/properties/enrolled/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"}];
return false;
}
else {
const _errs73 = errors;
for(const key5 of Object.keys(data25)){
if(!((key5 === "from") || (key5 === "count"))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/enrolled",schemaPath:"#/properties/bills/items/properties/enrolled/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs73 === errors){
if(data25.from !== undefined && func0.call(data25, "from")){
let data26 = data25.from;
const _errs74 = errors;
const _errs75 = errors;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/enrolled/from",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs75){
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 4294967295 || isNaN(data26)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/enrolled/from",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data26 < 0 || isNaN(data26)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/enrolled/from",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid24 = _errs74 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data25.count !== undefined && func0.call(data25, "count")){
let data27 = data25.count;
const _errs77 = errors;
const _errs78 = errors;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/enrolled/count",schemaPath:"defs.schema.json#/definitions/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs78){
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 1048576 || isNaN(data27)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/enrolled/count",schemaPath:"defs.schema.json#/definitions/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576"}];
return false;
}
else {
if(data27 < 1 || isNaN(data27)){
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/enrolled/count",schemaPath:"defs.schema.json#/definitions/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid24 = _errs77 === errors;
}
else {
var valid24 = true;
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills/" + i0+"/enrolled",schemaPath:"#/properties/bills/items/properties/enrolled/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs71 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.money !== undefined && func0.call(data4, "money")){
const _errs80 = errors;
if(!(validate13(data4.money, {instancePath:instancePath+"/bills/" + i0+"/money",parentData:data4,parentDataProperty:"money",rootData}))){
vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors);
errors = vErrors.length;
}
var valid4 = _errs80 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills/" + i0,schemaPath:"#/properties/bills/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid3 = _errs12 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/bills",schemaPath:"#/properties/bills/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate12.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate12.errors = vErrors;
return errors === 0;
}

const bill = validate15;
const schema44 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"bill.schema.json","title":"SealedBill","type":"object","additionalProperties":false,"required":["version","deployment","type","meter","keyEpoch","from","count","session","sessionSignature","nonce","sealed"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"bill","type":"string"},"meter":{"$ref":"defs.schema.json#/definitions/meterId"},"keyEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"from":{"$ref":"defs.schema.json#/definitions/interval"},"count":{"$ref":"defs.schema.json#/definitions/count"},"session":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"sessionSignature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]},"nonce":{"allOf":[{"$ref":"defs.schema.json#/definitions/nonce"}]},"sealed":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes"}]}}};
const schema47 = {"type":"integer","minimum":1,"maximum":9007199254740991};
const schema52 = {"type":"string","pattern":"^[A-Za-z0-9_-]{16}$"};
const schema53 = {"type":"string","maxLength":1048576,"pattern":"^[A-Za-z0-9_-]*$"};
const pattern21 = new RegExp("^[A-Za-z0-9_-]{16}$", "u");

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="bill.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.meter === undefined) || (!(func0.call(data, "meter")))) && (missing0 = "meter"))) || (((data.keyEpoch === undefined) || (!(func0.call(data, "keyEpoch")))) && (missing0 = "keyEpoch"))) || (((data.from === undefined) || (!(func0.call(data, "from")))) && (missing0 = "from"))) || (((data.count === undefined) || (!(func0.call(data, "count")))) && (missing0 = "count"))) || (((data.session === undefined) || (!(func0.call(data, "session")))) && (missing0 = "session"))) || (((data.sessionSignature === undefined) || (!(func0.call(data, "sessionSignature")))) && (missing0 = "sessionSignature"))) || (((data.nonce === undefined) || (!(func0.call(data, "nonce")))) && (missing0 = "nonce"))) || (((data.sealed === undefined) || (!(func0.call(data, "sealed")))) && (missing0 = "sealed"))){
validate15.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema44.properties, key0))){
validate15.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate15.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate15.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate15.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate15.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("bill" !== data2){
validate15.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "bill"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.meter !== undefined && func0.call(data, "meter")){
let data3 = data.meter;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
validate15.errors = [{instancePath:instancePath+"/meter",schemaPath:"defs.schema.json#/definitions/meterId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/meter",schemaPath:"defs.schema.json#/definitions/meterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.keyEpoch !== undefined && func0.call(data, "keyEpoch")){
let data4 = data.keyEpoch;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate15.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate15.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validate15.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined && func0.call(data, "from")){
let data5 = data.from;
const _errs15 = errors;
const _errs16 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate15.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 4294967295 || isNaN(data5)){
validate15.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate15.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.count !== undefined && func0.call(data, "count")){
let data6 = data.count;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate15.errors = [{instancePath:instancePath+"/count",schemaPath:"defs.schema.json#/definitions/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs19){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 1048576 || isNaN(data6)){
validate15.errors = [{instancePath:instancePath+"/count",schemaPath:"defs.schema.json#/definitions/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate15.errors = [{instancePath:instancePath+"/count",schemaPath:"defs.schema.json#/definitions/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.session !== undefined && func0.call(data, "session")){
let data7 = data.session;
const _errs21 = errors;
const _errs23 = errors;
if(errors === _errs23){
if(typeof data7 === "string"){
if(!pattern2.test(data7)){
validate15.errors = [{instancePath:instancePath+"/session",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/session",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionSignature !== undefined && func0.call(data, "sessionSignature")){
let data8 = data.sessionSignature;
const _errs25 = errors;
const _errs27 = errors;
if(errors === _errs27){
if(typeof data8 === "string"){
if(!pattern4.test(data8)){
validate15.errors = [{instancePath:instancePath+"/sessionSignature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/sessionSignature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.nonce !== undefined && func0.call(data, "nonce")){
let data9 = data.nonce;
const _errs29 = errors;
const _errs31 = errors;
if(errors === _errs31){
if(typeof data9 === "string"){
if(!pattern21.test(data9)){
validate15.errors = [{instancePath:instancePath+"/nonce",schemaPath:"defs.schema.json#/definitions/nonce/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{16}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{16}$"+"\""}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/nonce",schemaPath:"defs.schema.json#/definitions/nonce/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sealed !== undefined && func0.call(data, "sealed")){
let data10 = data.sealed;
const _errs33 = errors;
const _errs35 = errors;
if(errors === _errs35){
if(typeof data10 === "string"){
if(func83(data10) > 1048576){
validate15.errors = [{instancePath:instancePath+"/sealed",schemaPath:"defs.schema.json#/definitions/bytes/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data10)){
validate15.errors = [{instancePath:instancePath+"/sealed",schemaPath:"defs.schema.json#/definitions/bytes/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/sealed",schemaPath:"defs.schema.json#/definitions/bytes/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate15.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate15.errors = vErrors;
return errors === 0;
}

const certified_entry = validate16;
const schema54 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"certified-entry.schema.json","title":"CertifiedEntry","type":"object","additionalProperties":false,"required":["entry","signature","certificate"],"properties":{"entry":{"$ref":"entry.schema.json"},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]},"certificate":{"title":"Certificate","type":"object","additionalProperties":false,"required":["ballot","accepts"],"properties":{"ballot":{"$ref":"defs.schema.json#/definitions/sequence"},"accepts":{"type":"array","items":{"title":"Acceptance","type":"object","additionalProperties":false,"required":["aggregator","signature"],"properties":{"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"signature":{"$ref":"defs.schema.json#/definitions/bytes64"}}},"minItems":1,"maxItems":16}}}}};
const schema55 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"entry.schema.json","title":"Entry","type":"object","discriminator":{"propertyName":"kind"},"required":["kind"],"oneOf":[{"title":"SchemeEntry","type":"object","additionalProperties":false,"required":["version","deployment","area","sequence","previous","kind","scheme"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"sequence":{"$ref":"defs.schema.json#/definitions/sequence"},"previous":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"kind":{"const":"scheme","type":"string"},"scheme":{"$ref":"scheme.schema.json"}}},{"title":"RosterEntry","type":"object","additionalProperties":false,"required":["version","deployment","area","sequence","previous","kind","from","add","remove"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"sequence":{"$ref":"defs.schema.json#/definitions/sequence"},"previous":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"kind":{"const":"roster","type":"string"},"from":{"$ref":"defs.schema.json#/definitions/interval"},"add":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/rosterMeter"},"minItems":0,"maxItems":512},"remove":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/meterId"},"minItems":0,"maxItems":512}}},{"title":"CloseEntry","type":"object","additionalProperties":false,"required":["version","deployment","area","sequence","previous","kind","pages"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"sequence":{"$ref":"defs.schema.json#/definitions/sequence"},"previous":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"kind":{"const":"close","type":"string"},"pages":{"type":"array","items":{"title":"ClosedPage","type":"object","additionalProperties":false,"required":["interval","set","empty"],"properties":{"interval":{"$ref":"defs.schema.json#/definitions/interval"},"set":{"allOf":[{"$ref":"defs.schema.json#/definitions/bitmap"}]},"empty":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/register"},"minItems":0,"maxItems":16}}},"minItems":1,"maxItems":96}}},{"title":"BillEntry","type":"object","additionalProperties":false,"required":["version","deployment","area","sequence","previous","kind","from","count","round","released","waiting"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"sequence":{"$ref":"defs.schema.json#/definitions/sequence"},"previous":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"kind":{"const":"bill","type":"string"},"from":{"$ref":"defs.schema.json#/definitions/interval"},"count":{"$ref":"defs.schema.json#/definitions/count"},"round":{"type":"integer","enum":[1,2],"minimum":1,"maximum":2},"released":{"allOf":[{"$ref":"defs.schema.json#/definitions/bitmap"}]},"waiting":{"allOf":[{"$ref":"defs.schema.json#/definitions/bitmap"}]}}}]};
const schema60 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"scheme.schema.json","title":"Scheme","type":"object","additionalProperties":false,"required":["version","deployment","threshold","trust","field","suite","operators","intervalSeconds","intervalOffsetSeconds","maxReadingWh","registers","areas","maxMeters","floors","closeAfterSeconds","graceSeconds","billing","tariffs"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"threshold":{"type":"integer","minimum":2,"maximum":16},"trust":{"type":"string","enum":["covert","active"]},"field":{"const":"Field128","type":"string"},"suite":{"enum":["X-Wing, HKDF-SHA256, AES-256-GCM","DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM"],"type":"string"},"operators":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/operatorId"},"minItems":2,"maxItems":16},"intervalSeconds":{"type":"integer","minimum":1,"maximum":86400},"intervalOffsetSeconds":{"type":"integer","minimum":0,"maximum":86399,"default":0},"maxReadingWh":{"type":"integer","minimum":1,"maximum":4294967295},"registers":{"type":"array","items":{"title":"RegisterDefinition","type":"object","additionalProperties":false,"required":["obis","direction","isLoad"],"properties":{"obis":{"$ref":"defs.schema.json#/definitions/register"},"direction":{"type":"string","enum":["import","export"]},"isLoad":{"type":"boolean"},"unit":{"type":"string","enum":["Wh","dm3","kJ"]},"maxReading":{"type":"integer","minimum":1,"maximum":4294967295},"resolution":{"type":"integer","minimum":1,"maximum":1000000}}},"minItems":1,"maxItems":16},"areas":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/areaId"},"minItems":1,"maxItems":4096},"maxMeters":{"type":"integer","minimum":1,"maximum":10000000},"floors":{"title":"Floors","type":"object","additionalProperties":false,"required":["minMeters","minIntervals","maxKnown","minCrowd"],"properties":{"minMeters":{"type":"integer","minimum":1,"maximum":10000000},"minIntervals":{"type":"integer","minimum":1,"maximum":1048576},"maxKnown":{"type":"integer","minimum":0,"maximum":1000000},"minCrowd":{"type":"integer","minimum":1,"maximum":10000000},"maxRates":{"type":"integer","minimum":1,"maximum":48},"maxAtoms":{"type":"integer","minimum":1,"maximum":4096},"dynamic":{"type":"boolean"}}},"closeAfterSeconds":{"type":"integer","minimum":0,"maximum":31536000},"graceSeconds":{"type":"integer","minimum":0,"maximum":31536000},"patienceSeconds":{"type":"integer","minimum":0,"maximum":604800},"billing":{"title":"Billing","type":"object","additionalProperties":false,"required":["firstInterval","windows"],"properties":{"firstInterval":{"$ref":"defs.schema.json#/definitions/interval"},"windows":{"type":"array","items":{"title":"WindowRun","type":"object","additionalProperties":false,"required":["count","intervalCount"],"properties":{"count":{"type":"integer","minimum":1,"maximum":1048576},"intervalCount":{"$ref":"defs.schema.json#/definitions/count"}}},"minItems":1,"maxItems":4096}}},"tariffs":{"type":"array","items":{"title":"Tariff","type":"object","additionalProperties":false,"required":["id","from","count","rates","runs"],"properties":{"id":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[A-Za-z0-9][A-Za-z0-9_.-]*$"},"from":{"$ref":"defs.schema.json#/definitions/interval"},"count":{"$ref":"defs.schema.json#/definitions/count"},"rates":{"type":"array","items":{"title":"Rate","type":"object","additionalProperties":false,"required":["name","microPerKwh"],"properties":{"name":{"$ref":"defs.schema.json#/definitions/rateName"},"microPerKwh":{"type":"integer","minimum":-1000000000,"maximum":1000000000}}},"minItems":1,"maxItems":48},"runs":{"type":"array","items":{"title":"RateRun","type":"object","additionalProperties":false,"required":["rate","count"],"properties":{"rate":{"type":"integer","minimum":0,"maximum":47},"count":{"$ref":"defs.schema.json#/definitions/count"}}},"minItems":1,"maxItems":100000},"weekend":{"type":"array","items":{"title":"WeekendRun","type":"object","additionalProperties":false,"required":["rate","count"],"properties":{"rate":{"type":"integer","minimum":0,"maximum":47},"count":{"$ref":"defs.schema.json#/definitions/count"}}},"minItems":1,"maxItems":100000},"days":{"title":"Days","type":"object","additionalProperties":false,"required":["utcOffsetSeconds"],"properties":{"utcOffsetSeconds":{"type":"integer","minimum":-43200,"maximum":50400},"change":{"title":"ClockChange","type":"object","additionalProperties":false,"required":["from","utcOffsetSeconds"],"properties":{"from":{"$ref":"defs.schema.json#/definitions/interval"},"utcOffsetSeconds":{"type":"integer","minimum":-43200,"maximum":50400}}}}},"dynamic":{"type":"boolean"},"document":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]}}},"minItems":0,"maxItems":1000},"sharesTopic":{"type":"string","enum":["aggregator","area","meter"]}}};
const schema62 = {"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"};
const pattern30 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_.-]*$", "u");

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="scheme.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.threshold === undefined) || (!(func0.call(data, "threshold")))) && (missing0 = "threshold"))) || (((data.trust === undefined) || (!(func0.call(data, "trust")))) && (missing0 = "trust"))) || (((data.field === undefined) || (!(func0.call(data, "field")))) && (missing0 = "field"))) || (((data.suite === undefined) || (!(func0.call(data, "suite")))) && (missing0 = "suite"))) || (((data.operators === undefined) || (!(func0.call(data, "operators")))) && (missing0 = "operators"))) || (((data.intervalSeconds === undefined) || (!(func0.call(data, "intervalSeconds")))) && (missing0 = "intervalSeconds"))) || (((data.intervalOffsetSeconds === undefined) || (!(func0.call(data, "intervalOffsetSeconds")))) && (missing0 = "intervalOffsetSeconds"))) || (((data.maxReadingWh === undefined) || (!(func0.call(data, "maxReadingWh")))) && (missing0 = "maxReadingWh"))) || (((data.registers === undefined) || (!(func0.call(data, "registers")))) && (missing0 = "registers"))) || (((data.areas === undefined) || (!(func0.call(data, "areas")))) && (missing0 = "areas"))) || (((data.maxMeters === undefined) || (!(func0.call(data, "maxMeters")))) && (missing0 = "maxMeters"))) || (((data.floors === undefined) || (!(func0.call(data, "floors")))) && (missing0 = "floors"))) || (((data.closeAfterSeconds === undefined) || (!(func0.call(data, "closeAfterSeconds")))) && (missing0 = "closeAfterSeconds"))) || (((data.graceSeconds === undefined) || (!(func0.call(data, "graceSeconds")))) && (missing0 = "graceSeconds"))) || (((data.billing === undefined) || (!(func0.call(data, "billing")))) && (missing0 = "billing"))) || (((data.tariffs === undefined) || (!(func0.call(data, "tariffs")))) && (missing0 = "tariffs"))){
validate18.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema60.properties, key0))){
validate18.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate18.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate18.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate18.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.threshold !== undefined && func0.call(data, "threshold")){
let data2 = data.threshold;
const _errs7 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate18.errors = [{instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs7){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 16 || isNaN(data2)){
validate18.errors = [{instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data2 < 2 || isNaN(data2)){
validate18.errors = [{instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 2},message:"must be >= 2"}];
return false;
}
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.trust !== undefined && func0.call(data, "trust")){
let data3 = data.trust;
const _errs9 = errors;
if(typeof data3 !== "string"){
validate18.errors = [{instancePath:instancePath+"/trust",schemaPath:"#/properties/trust/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data3 === "covert") || (data3 === "active"))){
validate18.errors = [{instancePath:instancePath+"/trust",schemaPath:"#/properties/trust/enum",keyword:"enum",params:{allowedValues: schema60.properties.trust.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.field !== undefined && func0.call(data, "field")){
let data4 = data.field;
const _errs11 = errors;
if(typeof data4 !== "string"){
validate18.errors = [{instancePath:instancePath+"/field",schemaPath:"#/properties/field/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("Field128" !== data4){
validate18.errors = [{instancePath:instancePath+"/field",schemaPath:"#/properties/field/const",keyword:"const",params:{allowedValue: "Field128"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.suite !== undefined && func0.call(data, "suite")){
let data5 = data.suite;
const _errs13 = errors;
if(typeof data5 !== "string"){
validate18.errors = [{instancePath:instancePath+"/suite",schemaPath:"#/properties/suite/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data5 === "X-Wing, HKDF-SHA256, AES-256-GCM") || (data5 === "DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM"))){
validate18.errors = [{instancePath:instancePath+"/suite",schemaPath:"#/properties/suite/enum",keyword:"enum",params:{allowedValues: schema60.properties.suite.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.operators !== undefined && func0.call(data, "operators")){
let data6 = data.operators;
const _errs15 = errors;
if(errors === _errs15){
if(Array.isArray(data6)){
if(data6.length > 16){
validate18.errors = [{instancePath:instancePath+"/operators",schemaPath:"#/properties/operators/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data6.length < 2){
validate18.errors = [{instancePath:instancePath+"/operators",schemaPath:"#/properties/operators/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items"}];
return false;
}
else {
var valid2 = true;
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
const _errs17 = errors;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data7 === "string"){
if(!pattern1.test(data7)){
validate18.errors = [{instancePath:instancePath+"/operators/" + i0,schemaPath:"defs.schema.json#/definitions/operatorId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/operators/" + i0,schemaPath:"defs.schema.json#/definitions/operatorId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs17 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/operators",schemaPath:"#/properties/operators/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.intervalSeconds !== undefined && func0.call(data, "intervalSeconds")){
let data8 = data.intervalSeconds;
const _errs20 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate18.errors = [{instancePath:instancePath+"/intervalSeconds",schemaPath:"#/properties/intervalSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 86400 || isNaN(data8)){
validate18.errors = [{instancePath:instancePath+"/intervalSeconds",schemaPath:"#/properties/intervalSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data8 < 1 || isNaN(data8)){
validate18.errors = [{instancePath:instancePath+"/intervalSeconds",schemaPath:"#/properties/intervalSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.intervalOffsetSeconds !== undefined && func0.call(data, "intervalOffsetSeconds")){
let data9 = data.intervalOffsetSeconds;
const _errs22 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate18.errors = [{instancePath:instancePath+"/intervalOffsetSeconds",schemaPath:"#/properties/intervalOffsetSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs22){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 86399 || isNaN(data9)){
validate18.errors = [{instancePath:instancePath+"/intervalOffsetSeconds",schemaPath:"#/properties/intervalOffsetSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86399},message:"must be <= 86399"}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate18.errors = [{instancePath:instancePath+"/intervalOffsetSeconds",schemaPath:"#/properties/intervalOffsetSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.maxReadingWh !== undefined && func0.call(data, "maxReadingWh")){
let data10 = data.maxReadingWh;
const _errs24 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate18.errors = [{instancePath:instancePath+"/maxReadingWh",schemaPath:"#/properties/maxReadingWh/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs24){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 4294967295 || isNaN(data10)){
validate18.errors = [{instancePath:instancePath+"/maxReadingWh",schemaPath:"#/properties/maxReadingWh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data10 < 1 || isNaN(data10)){
validate18.errors = [{instancePath:instancePath+"/maxReadingWh",schemaPath:"#/properties/maxReadingWh/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.registers !== undefined && func0.call(data, "registers")){
let data11 = data.registers;
const _errs26 = errors;
if(errors === _errs26){
if(Array.isArray(data11)){
if(data11.length > 16){
validate18.errors = [{instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data11.length < 1){
validate18.errors = [{instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid4 = true;
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
let data12 = data11[i1];
const _errs28 = errors;
if(errors === _errs28){
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
let missing1;
if(((((data12.obis === undefined) || (!(func0.call(data12, "obis")))) && (missing1 = "obis")) || (((data12.direction === undefined) || (!(func0.call(data12, "direction")))) && (missing1 = "direction"))) || (((data12.isLoad === undefined) || (!(func0.call(data12, "isLoad")))) && (missing1 = "isLoad"))){
validate18.errors = [{instancePath:instancePath+"/registers/" + i1,schemaPath:"#/properties/registers/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs30 = errors;
for(const key1 of Object.keys(data12)){
if(!((((((key1 === "obis") || (key1 === "direction")) || (key1 === "isLoad")) || (key1 === "unit")) || (key1 === "maxReading")) || (key1 === "resolution"))){
validate18.errors = [{instancePath:instancePath+"/registers/" + i1,schemaPath:"#/properties/registers/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs30 === errors){
if(data12.obis !== undefined && func0.call(data12, "obis")){
let data13 = data12.obis;
const _errs31 = errors;
const _errs32 = errors;
if(errors === _errs32){
if(typeof data13 === "string"){
if(!pattern9.test(data13)){
validate18.errors = [{instancePath:instancePath+"/registers/" + i1+"/obis",schemaPath:"defs.schema.json#/definitions/register/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"},message:"must match pattern \""+"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"+"\""}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/registers/" + i1+"/obis",schemaPath:"defs.schema.json#/definitions/register/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid5 = _errs31 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data12.direction !== undefined && func0.call(data12, "direction")){
let data14 = data12.direction;
const _errs34 = errors;
if(typeof data14 !== "string"){
validate18.errors = [{instancePath:instancePath+"/registers/" + i1+"/direction",schemaPath:"#/properties/registers/items/properties/direction/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data14 === "import") || (data14 === "export"))){
validate18.errors = [{instancePath:instancePath+"/registers/" + i1+"/direction",schemaPath:"#/properties/registers/items/properties/direction/enum",keyword:"enum",params:{allowedValues: schema60.properties.registers.items.properties.direction.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid5 = _errs34 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data12.isLoad !== undefined && func0.call(data12, "isLoad")){
const _errs36 = errors;
if(typeof data12.isLoad !== "boolean"){
validate18.errors = [{instancePath:instancePath+"/registers/" + i1+"/isLoad",schemaPath:"#/properties/registers/items/properties/isLoad/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid5 = _errs36 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data12.unit !== undefined && func0.call(data12, "unit")){
let data16 = data12.unit;
const _errs38 = errors;
if(typeof data16 !== "string"){
validate18.errors = [{instancePath:instancePath+"/registers/" + i1+"/unit",schemaPath:"#/properties/registers/items/properties/unit/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data16 === "Wh") || (data16 === "dm3")) || (data16 === "kJ"))){
validate18.errors = [{instancePath:instancePath+"/registers/" + i1+"/unit",schemaPath:"#/properties/registers/items/properties/unit/enum",keyword:"enum",params:{allowedValues: schema60.properties.registers.items.properties.unit.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid5 = _errs38 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data12.maxReading !== undefined && func0.call(data12, "maxReading")){
let data17 = data12.maxReading;
const _errs40 = errors;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
validate18.errors = [{instancePath:instancePath+"/registers/" + i1+"/maxReading",schemaPath:"#/properties/registers/items/properties/maxReading/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs40){
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 4294967295 || isNaN(data17)){
validate18.errors = [{instancePath:instancePath+"/registers/" + i1+"/maxReading",schemaPath:"#/properties/registers/items/properties/maxReading/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data17 < 1 || isNaN(data17)){
validate18.errors = [{instancePath:instancePath+"/registers/" + i1+"/maxReading",schemaPath:"#/properties/registers/items/properties/maxReading/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid5 = _errs40 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data12.resolution !== undefined && func0.call(data12, "resolution")){
let data18 = data12.resolution;
const _errs42 = errors;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
validate18.errors = [{instancePath:instancePath+"/registers/" + i1+"/resolution",schemaPath:"#/properties/registers/items/properties/resolution/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs42){
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 1000000 || isNaN(data18)){
validate18.errors = [{instancePath:instancePath+"/registers/" + i1+"/resolution",schemaPath:"#/properties/registers/items/properties/resolution/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"}];
return false;
}
else {
if(data18 < 1 || isNaN(data18)){
validate18.errors = [{instancePath:instancePath+"/registers/" + i1+"/resolution",schemaPath:"#/properties/registers/items/properties/resolution/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid5 = _errs42 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/registers/" + i1,schemaPath:"#/properties/registers/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid4 = _errs28 === errors;
if(!valid4){
break;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.areas !== undefined && func0.call(data, "areas")){
let data19 = data.areas;
const _errs44 = errors;
if(errors === _errs44){
if(Array.isArray(data19)){
if(data19.length > 4096){
validate18.errors = [{instancePath:instancePath+"/areas",schemaPath:"#/properties/areas/maxItems",keyword:"maxItems",params:{limit: 4096},message:"must NOT have more than 4096 items"}];
return false;
}
else {
if(data19.length < 1){
validate18.errors = [{instancePath:instancePath+"/areas",schemaPath:"#/properties/areas/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid7 = true;
const len2 = data19.length;
for(let i2=0; i2<len2; i2++){
let data20 = data19[i2];
const _errs46 = errors;
const _errs47 = errors;
if(errors === _errs47){
if(typeof data20 === "string"){
if(!pattern1.test(data20)){
validate18.errors = [{instancePath:instancePath+"/areas/" + i2,schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/areas/" + i2,schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid7 = _errs46 === errors;
if(!valid7){
break;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/areas",schemaPath:"#/properties/areas/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs44 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.maxMeters !== undefined && func0.call(data, "maxMeters")){
let data21 = data.maxMeters;
const _errs49 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate18.errors = [{instancePath:instancePath+"/maxMeters",schemaPath:"#/properties/maxMeters/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs49){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 10000000 || isNaN(data21)){
validate18.errors = [{instancePath:instancePath+"/maxMeters",schemaPath:"#/properties/maxMeters/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000"}];
return false;
}
else {
if(data21 < 1 || isNaN(data21)){
validate18.errors = [{instancePath:instancePath+"/maxMeters",schemaPath:"#/properties/maxMeters/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs49 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.floors !== undefined && func0.call(data, "floors")){
let data22 = data.floors;
const _errs51 = errors;
if(errors === _errs51){
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
let missing2;
if((((((data22.minMeters === undefined) || (!(func0.call(data22, "minMeters")))) && (missing2 = "minMeters")) || (((data22.minIntervals === undefined) || (!(func0.call(data22, "minIntervals")))) && (missing2 = "minIntervals"))) || (((data22.maxKnown === undefined) || (!(func0.call(data22, "maxKnown")))) && (missing2 = "maxKnown"))) || (((data22.minCrowd === undefined) || (!(func0.call(data22, "minCrowd")))) && (missing2 = "minCrowd"))){
validate18.errors = [{instancePath:instancePath+"/floors",schemaPath:"#/properties/floors/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs53 = errors;
for(const key2 of Object.keys(data22)){
if(!(((((((key2 === "minMeters") || (key2 === "minIntervals")) || (key2 === "maxKnown")) || (key2 === "minCrowd")) || (key2 === "maxRates")) || (key2 === "maxAtoms")) || (key2 === "dynamic"))){
validate18.errors = [{instancePath:instancePath+"/floors",schemaPath:"#/properties/floors/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs53 === errors){
if(data22.minMeters !== undefined && func0.call(data22, "minMeters")){
let data23 = data22.minMeters;
const _errs54 = errors;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
validate18.errors = [{instancePath:instancePath+"/floors/minMeters",schemaPath:"#/properties/floors/properties/minMeters/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs54){
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 > 10000000 || isNaN(data23)){
validate18.errors = [{instancePath:instancePath+"/floors/minMeters",schemaPath:"#/properties/floors/properties/minMeters/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000"}];
return false;
}
else {
if(data23 < 1 || isNaN(data23)){
validate18.errors = [{instancePath:instancePath+"/floors/minMeters",schemaPath:"#/properties/floors/properties/minMeters/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid9 = _errs54 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data22.minIntervals !== undefined && func0.call(data22, "minIntervals")){
let data24 = data22.minIntervals;
const _errs56 = errors;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
validate18.errors = [{instancePath:instancePath+"/floors/minIntervals",schemaPath:"#/properties/floors/properties/minIntervals/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs56){
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 1048576 || isNaN(data24)){
validate18.errors = [{instancePath:instancePath+"/floors/minIntervals",schemaPath:"#/properties/floors/properties/minIntervals/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576"}];
return false;
}
else {
if(data24 < 1 || isNaN(data24)){
validate18.errors = [{instancePath:instancePath+"/floors/minIntervals",schemaPath:"#/properties/floors/properties/minIntervals/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid9 = _errs56 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data22.maxKnown !== undefined && func0.call(data22, "maxKnown")){
let data25 = data22.maxKnown;
const _errs58 = errors;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
validate18.errors = [{instancePath:instancePath+"/floors/maxKnown",schemaPath:"#/properties/floors/properties/maxKnown/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs58){
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 1000000 || isNaN(data25)){
validate18.errors = [{instancePath:instancePath+"/floors/maxKnown",schemaPath:"#/properties/floors/properties/maxKnown/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"}];
return false;
}
else {
if(data25 < 0 || isNaN(data25)){
validate18.errors = [{instancePath:instancePath+"/floors/maxKnown",schemaPath:"#/properties/floors/properties/maxKnown/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid9 = _errs58 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data22.minCrowd !== undefined && func0.call(data22, "minCrowd")){
let data26 = data22.minCrowd;
const _errs60 = errors;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
validate18.errors = [{instancePath:instancePath+"/floors/minCrowd",schemaPath:"#/properties/floors/properties/minCrowd/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs60){
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 10000000 || isNaN(data26)){
validate18.errors = [{instancePath:instancePath+"/floors/minCrowd",schemaPath:"#/properties/floors/properties/minCrowd/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000000},message:"must be <= 10000000"}];
return false;
}
else {
if(data26 < 1 || isNaN(data26)){
validate18.errors = [{instancePath:instancePath+"/floors/minCrowd",schemaPath:"#/properties/floors/properties/minCrowd/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid9 = _errs60 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data22.maxRates !== undefined && func0.call(data22, "maxRates")){
let data27 = data22.maxRates;
const _errs62 = errors;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
validate18.errors = [{instancePath:instancePath+"/floors/maxRates",schemaPath:"#/properties/floors/properties/maxRates/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs62){
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 48 || isNaN(data27)){
validate18.errors = [{instancePath:instancePath+"/floors/maxRates",schemaPath:"#/properties/floors/properties/maxRates/maximum",keyword:"maximum",params:{comparison: "<=", limit: 48},message:"must be <= 48"}];
return false;
}
else {
if(data27 < 1 || isNaN(data27)){
validate18.errors = [{instancePath:instancePath+"/floors/maxRates",schemaPath:"#/properties/floors/properties/maxRates/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid9 = _errs62 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data22.maxAtoms !== undefined && func0.call(data22, "maxAtoms")){
let data28 = data22.maxAtoms;
const _errs64 = errors;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
validate18.errors = [{instancePath:instancePath+"/floors/maxAtoms",schemaPath:"#/properties/floors/properties/maxAtoms/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs64){
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 4096 || isNaN(data28)){
validate18.errors = [{instancePath:instancePath+"/floors/maxAtoms",schemaPath:"#/properties/floors/properties/maxAtoms/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4096},message:"must be <= 4096"}];
return false;
}
else {
if(data28 < 1 || isNaN(data28)){
validate18.errors = [{instancePath:instancePath+"/floors/maxAtoms",schemaPath:"#/properties/floors/properties/maxAtoms/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid9 = _errs64 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data22.dynamic !== undefined && func0.call(data22, "dynamic")){
const _errs66 = errors;
if(typeof data22.dynamic !== "boolean"){
validate18.errors = [{instancePath:instancePath+"/floors/dynamic",schemaPath:"#/properties/floors/properties/dynamic/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid9 = _errs66 === errors;
}
else {
var valid9 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/floors",schemaPath:"#/properties/floors/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs51 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.closeAfterSeconds !== undefined && func0.call(data, "closeAfterSeconds")){
let data30 = data.closeAfterSeconds;
const _errs68 = errors;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
validate18.errors = [{instancePath:instancePath+"/closeAfterSeconds",schemaPath:"#/properties/closeAfterSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs68){
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 31536000 || isNaN(data30)){
validate18.errors = [{instancePath:instancePath+"/closeAfterSeconds",schemaPath:"#/properties/closeAfterSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 31536000},message:"must be <= 31536000"}];
return false;
}
else {
if(data30 < 0 || isNaN(data30)){
validate18.errors = [{instancePath:instancePath+"/closeAfterSeconds",schemaPath:"#/properties/closeAfterSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs68 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.graceSeconds !== undefined && func0.call(data, "graceSeconds")){
let data31 = data.graceSeconds;
const _errs70 = errors;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
validate18.errors = [{instancePath:instancePath+"/graceSeconds",schemaPath:"#/properties/graceSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs70){
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 31536000 || isNaN(data31)){
validate18.errors = [{instancePath:instancePath+"/graceSeconds",schemaPath:"#/properties/graceSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 31536000},message:"must be <= 31536000"}];
return false;
}
else {
if(data31 < 0 || isNaN(data31)){
validate18.errors = [{instancePath:instancePath+"/graceSeconds",schemaPath:"#/properties/graceSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs70 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.patienceSeconds !== undefined && func0.call(data, "patienceSeconds")){
let data32 = data.patienceSeconds;
const _errs72 = errors;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
validate18.errors = [{instancePath:instancePath+"/patienceSeconds",schemaPath:"#/properties/patienceSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs72){
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 604800 || isNaN(data32)){
validate18.errors = [{instancePath:instancePath+"/patienceSeconds",schemaPath:"#/properties/patienceSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 604800},message:"must be <= 604800"}];
return false;
}
else {
if(data32 < 0 || isNaN(data32)){
validate18.errors = [{instancePath:instancePath+"/patienceSeconds",schemaPath:"#/properties/patienceSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs72 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.billing !== undefined && func0.call(data, "billing")){
let data33 = data.billing;
const _errs74 = errors;
if(errors === _errs74){
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
let missing3;
if((((data33.firstInterval === undefined) || (!(func0.call(data33, "firstInterval")))) && (missing3 = "firstInterval")) || (((data33.windows === undefined) || (!(func0.call(data33, "windows")))) && (missing3 = "windows"))){
validate18.errors = [{instancePath:instancePath+"/billing",schemaPath:"#/properties/billing/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs76 = errors;
for(const key3 of Object.keys(data33)){
if(!((key3 === "firstInterval") || (key3 === "windows"))){
validate18.errors = [{instancePath:instancePath+"/billing",schemaPath:"#/properties/billing/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs76 === errors){
if(data33.firstInterval !== undefined && func0.call(data33, "firstInterval")){
let data34 = data33.firstInterval;
const _errs77 = errors;
const _errs78 = errors;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
validate18.errors = [{instancePath:instancePath+"/billing/firstInterval",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs78){
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 > 4294967295 || isNaN(data34)){
validate18.errors = [{instancePath:instancePath+"/billing/firstInterval",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data34 < 0 || isNaN(data34)){
validate18.errors = [{instancePath:instancePath+"/billing/firstInterval",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid10 = _errs77 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data33.windows !== undefined && func0.call(data33, "windows")){
let data35 = data33.windows;
const _errs80 = errors;
if(errors === _errs80){
if(Array.isArray(data35)){
if(data35.length > 4096){
validate18.errors = [{instancePath:instancePath+"/billing/windows",schemaPath:"#/properties/billing/properties/windows/maxItems",keyword:"maxItems",params:{limit: 4096},message:"must NOT have more than 4096 items"}];
return false;
}
else {
if(data35.length < 1){
validate18.errors = [{instancePath:instancePath+"/billing/windows",schemaPath:"#/properties/billing/properties/windows/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid12 = true;
const len3 = data35.length;
for(let i3=0; i3<len3; i3++){
let data36 = data35[i3];
const _errs82 = errors;
if(errors === _errs82){
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
let missing4;
if((((data36.count === undefined) || (!(func0.call(data36, "count")))) && (missing4 = "count")) || (((data36.intervalCount === undefined) || (!(func0.call(data36, "intervalCount")))) && (missing4 = "intervalCount"))){
validate18.errors = [{instancePath:instancePath+"/billing/windows/" + i3,schemaPath:"#/properties/billing/properties/windows/items/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs84 = errors;
for(const key4 of Object.keys(data36)){
if(!((key4 === "count") || (key4 === "intervalCount"))){
validate18.errors = [{instancePath:instancePath+"/billing/windows/" + i3,schemaPath:"#/properties/billing/properties/windows/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs84 === errors){
if(data36.count !== undefined && func0.call(data36, "count")){
let data37 = data36.count;
const _errs85 = errors;
if(!(((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37))) && (isFinite(data37)))){
validate18.errors = [{instancePath:instancePath+"/billing/windows/" + i3+"/count",schemaPath:"#/properties/billing/properties/windows/items/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs85){
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 1048576 || isNaN(data37)){
validate18.errors = [{instancePath:instancePath+"/billing/windows/" + i3+"/count",schemaPath:"#/properties/billing/properties/windows/items/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576"}];
return false;
}
else {
if(data37 < 1 || isNaN(data37)){
validate18.errors = [{instancePath:instancePath+"/billing/windows/" + i3+"/count",schemaPath:"#/properties/billing/properties/windows/items/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid13 = _errs85 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data36.intervalCount !== undefined && func0.call(data36, "intervalCount")){
let data38 = data36.intervalCount;
const _errs87 = errors;
const _errs88 = errors;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
validate18.errors = [{instancePath:instancePath+"/billing/windows/" + i3+"/intervalCount",schemaPath:"defs.schema.json#/definitions/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs88){
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 1048576 || isNaN(data38)){
validate18.errors = [{instancePath:instancePath+"/billing/windows/" + i3+"/intervalCount",schemaPath:"defs.schema.json#/definitions/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576"}];
return false;
}
else {
if(data38 < 1 || isNaN(data38)){
validate18.errors = [{instancePath:instancePath+"/billing/windows/" + i3+"/intervalCount",schemaPath:"defs.schema.json#/definitions/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid13 = _errs87 === errors;
}
else {
var valid13 = true;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/billing/windows/" + i3,schemaPath:"#/properties/billing/properties/windows/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid12 = _errs82 === errors;
if(!valid12){
break;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/billing/windows",schemaPath:"#/properties/billing/properties/windows/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid10 = _errs80 === errors;
}
else {
var valid10 = true;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/billing",schemaPath:"#/properties/billing/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs74 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tariffs !== undefined && func0.call(data, "tariffs")){
let data39 = data.tariffs;
const _errs90 = errors;
if(errors === _errs90){
if(Array.isArray(data39)){
if(data39.length > 1000){
validate18.errors = [{instancePath:instancePath+"/tariffs",schemaPath:"#/properties/tariffs/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items"}];
return false;
}
else {
if(data39.length < 0){
validate18.errors = [{instancePath:instancePath+"/tariffs",schemaPath:"#/properties/tariffs/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid15 = true;
const len4 = data39.length;
for(let i4=0; i4<len4; i4++){
let data40 = data39[i4];
const _errs92 = errors;
if(errors === _errs92){
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
let missing5;
if(((((((data40.id === undefined) || (!(func0.call(data40, "id")))) && (missing5 = "id")) || (((data40.from === undefined) || (!(func0.call(data40, "from")))) && (missing5 = "from"))) || (((data40.count === undefined) || (!(func0.call(data40, "count")))) && (missing5 = "count"))) || (((data40.rates === undefined) || (!(func0.call(data40, "rates")))) && (missing5 = "rates"))) || (((data40.runs === undefined) || (!(func0.call(data40, "runs")))) && (missing5 = "runs"))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4,schemaPath:"#/properties/tariffs/items/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"}];
return false;
}
else {
const _errs94 = errors;
for(const key5 of Object.keys(data40)){
if(!(func0.call(schema60.properties.tariffs.items.properties, key5))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4,schemaPath:"#/properties/tariffs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs94 === errors){
if(data40.id !== undefined && func0.call(data40, "id")){
let data41 = data40.id;
const _errs95 = errors;
if(errors === _errs95){
if(typeof data41 === "string"){
if(func83(data41) > 64){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/id",schemaPath:"#/properties/tariffs/items/properties/id/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func83(data41) < 1){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/id",schemaPath:"#/properties/tariffs/items/properties/id/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern30.test(data41)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/id",schemaPath:"#/properties/tariffs/items/properties/id/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]*$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.-]*$"+"\""}];
return false;
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/id",schemaPath:"#/properties/tariffs/items/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid16 = _errs95 === errors;
}
else {
var valid16 = true;
}
if(valid16){
if(data40.from !== undefined && func0.call(data40, "from")){
let data42 = data40.from;
const _errs97 = errors;
const _errs98 = errors;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/from",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs98){
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 4294967295 || isNaN(data42)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/from",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data42 < 0 || isNaN(data42)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/from",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid16 = _errs97 === errors;
}
else {
var valid16 = true;
}
if(valid16){
if(data40.count !== undefined && func0.call(data40, "count")){
let data43 = data40.count;
const _errs100 = errors;
const _errs101 = errors;
if(!(((typeof data43 == "number") && (!(data43 % 1) && !isNaN(data43))) && (isFinite(data43)))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/count",schemaPath:"defs.schema.json#/definitions/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs101){
if((typeof data43 == "number") && (isFinite(data43))){
if(data43 > 1048576 || isNaN(data43)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/count",schemaPath:"defs.schema.json#/definitions/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576"}];
return false;
}
else {
if(data43 < 1 || isNaN(data43)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/count",schemaPath:"defs.schema.json#/definitions/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid16 = _errs100 === errors;
}
else {
var valid16 = true;
}
if(valid16){
if(data40.rates !== undefined && func0.call(data40, "rates")){
let data44 = data40.rates;
const _errs103 = errors;
if(errors === _errs103){
if(Array.isArray(data44)){
if(data44.length > 48){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/rates",schemaPath:"#/properties/tariffs/items/properties/rates/maxItems",keyword:"maxItems",params:{limit: 48},message:"must NOT have more than 48 items"}];
return false;
}
else {
if(data44.length < 1){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/rates",schemaPath:"#/properties/tariffs/items/properties/rates/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid19 = true;
const len5 = data44.length;
for(let i5=0; i5<len5; i5++){
let data45 = data44[i5];
const _errs105 = errors;
if(errors === _errs105){
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
let missing6;
if((((data45.name === undefined) || (!(func0.call(data45, "name")))) && (missing6 = "name")) || (((data45.microPerKwh === undefined) || (!(func0.call(data45, "microPerKwh")))) && (missing6 = "microPerKwh"))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5,schemaPath:"#/properties/tariffs/items/properties/rates/items/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"}];
return false;
}
else {
const _errs107 = errors;
for(const key6 of Object.keys(data45)){
if(!((key6 === "name") || (key6 === "microPerKwh"))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5,schemaPath:"#/properties/tariffs/items/properties/rates/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs107 === errors){
if(data45.name !== undefined && func0.call(data45, "name")){
let data46 = data45.name;
const _errs108 = errors;
const _errs109 = errors;
if(errors === _errs109){
if(typeof data46 === "string"){
if(!pattern10.test(data46)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5+"/name",schemaPath:"defs.schema.json#/definitions/rateName/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\""}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5+"/name",schemaPath:"defs.schema.json#/definitions/rateName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid20 = _errs108 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data45.microPerKwh !== undefined && func0.call(data45, "microPerKwh")){
let data47 = data45.microPerKwh;
const _errs111 = errors;
if(!(((typeof data47 == "number") && (!(data47 % 1) && !isNaN(data47))) && (isFinite(data47)))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5+"/microPerKwh",schemaPath:"#/properties/tariffs/items/properties/rates/items/properties/microPerKwh/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs111){
if((typeof data47 == "number") && (isFinite(data47))){
if(data47 > 1000000000 || isNaN(data47)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5+"/microPerKwh",schemaPath:"#/properties/tariffs/items/properties/rates/items/properties/microPerKwh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data47 < -1000000000 || isNaN(data47)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5+"/microPerKwh",schemaPath:"#/properties/tariffs/items/properties/rates/items/properties/microPerKwh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000"}];
return false;
}
}
}
}
var valid20 = _errs111 === errors;
}
else {
var valid20 = true;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/rates/" + i5,schemaPath:"#/properties/tariffs/items/properties/rates/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid19 = _errs105 === errors;
if(!valid19){
break;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/rates",schemaPath:"#/properties/tariffs/items/properties/rates/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid16 = _errs103 === errors;
}
else {
var valid16 = true;
}
if(valid16){
if(data40.runs !== undefined && func0.call(data40, "runs")){
let data48 = data40.runs;
const _errs113 = errors;
if(errors === _errs113){
if(Array.isArray(data48)){
if(data48.length > 100000){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/runs",schemaPath:"#/properties/tariffs/items/properties/runs/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"}];
return false;
}
else {
if(data48.length < 1){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/runs",schemaPath:"#/properties/tariffs/items/properties/runs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid22 = true;
const len6 = data48.length;
for(let i6=0; i6<len6; i6++){
let data49 = data48[i6];
const _errs115 = errors;
if(errors === _errs115){
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
let missing7;
if((((data49.rate === undefined) || (!(func0.call(data49, "rate")))) && (missing7 = "rate")) || (((data49.count === undefined) || (!(func0.call(data49, "count")))) && (missing7 = "count"))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6,schemaPath:"#/properties/tariffs/items/properties/runs/items/required",keyword:"required",params:{missingProperty: missing7},message:"must have required property '"+missing7+"'"}];
return false;
}
else {
const _errs117 = errors;
for(const key7 of Object.keys(data49)){
if(!((key7 === "rate") || (key7 === "count"))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6,schemaPath:"#/properties/tariffs/items/properties/runs/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs117 === errors){
if(data49.rate !== undefined && func0.call(data49, "rate")){
let data50 = data49.rate;
const _errs118 = errors;
if(!(((typeof data50 == "number") && (!(data50 % 1) && !isNaN(data50))) && (isFinite(data50)))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6+"/rate",schemaPath:"#/properties/tariffs/items/properties/runs/items/properties/rate/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs118){
if((typeof data50 == "number") && (isFinite(data50))){
if(data50 > 47 || isNaN(data50)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6+"/rate",schemaPath:"#/properties/tariffs/items/properties/runs/items/properties/rate/maximum",keyword:"maximum",params:{comparison: "<=", limit: 47},message:"must be <= 47"}];
return false;
}
else {
if(data50 < 0 || isNaN(data50)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6+"/rate",schemaPath:"#/properties/tariffs/items/properties/runs/items/properties/rate/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid23 = _errs118 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data49.count !== undefined && func0.call(data49, "count")){
let data51 = data49.count;
const _errs120 = errors;
const _errs121 = errors;
if(!(((typeof data51 == "number") && (!(data51 % 1) && !isNaN(data51))) && (isFinite(data51)))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6+"/count",schemaPath:"defs.schema.json#/definitions/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs121){
if((typeof data51 == "number") && (isFinite(data51))){
if(data51 > 1048576 || isNaN(data51)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6+"/count",schemaPath:"defs.schema.json#/definitions/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576"}];
return false;
}
else {
if(data51 < 1 || isNaN(data51)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6+"/count",schemaPath:"defs.schema.json#/definitions/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid23 = _errs120 === errors;
}
else {
var valid23 = true;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/runs/" + i6,schemaPath:"#/properties/tariffs/items/properties/runs/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid22 = _errs115 === errors;
if(!valid22){
break;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/runs",schemaPath:"#/properties/tariffs/items/properties/runs/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid16 = _errs113 === errors;
}
else {
var valid16 = true;
}
if(valid16){
if(data40.weekend !== undefined && func0.call(data40, "weekend")){
let data52 = data40.weekend;
const _errs123 = errors;
if(errors === _errs123){
if(Array.isArray(data52)){
if(data52.length > 100000){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/weekend",schemaPath:"#/properties/tariffs/items/properties/weekend/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"}];
return false;
}
else {
if(data52.length < 1){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/weekend",schemaPath:"#/properties/tariffs/items/properties/weekend/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid25 = true;
const len7 = data52.length;
for(let i7=0; i7<len7; i7++){
let data53 = data52[i7];
const _errs125 = errors;
if(errors === _errs125){
if(data53 && typeof data53 == "object" && !Array.isArray(data53)){
let missing8;
if((((data53.rate === undefined) || (!(func0.call(data53, "rate")))) && (missing8 = "rate")) || (((data53.count === undefined) || (!(func0.call(data53, "count")))) && (missing8 = "count"))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7,schemaPath:"#/properties/tariffs/items/properties/weekend/items/required",keyword:"required",params:{missingProperty: missing8},message:"must have required property '"+missing8+"'"}];
return false;
}
else {
const _errs127 = errors;
for(const key8 of Object.keys(data53)){
if(!((key8 === "rate") || (key8 === "count"))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7,schemaPath:"#/properties/tariffs/items/properties/weekend/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs127 === errors){
if(data53.rate !== undefined && func0.call(data53, "rate")){
let data54 = data53.rate;
const _errs128 = errors;
if(!(((typeof data54 == "number") && (!(data54 % 1) && !isNaN(data54))) && (isFinite(data54)))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7+"/rate",schemaPath:"#/properties/tariffs/items/properties/weekend/items/properties/rate/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs128){
if((typeof data54 == "number") && (isFinite(data54))){
if(data54 > 47 || isNaN(data54)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7+"/rate",schemaPath:"#/properties/tariffs/items/properties/weekend/items/properties/rate/maximum",keyword:"maximum",params:{comparison: "<=", limit: 47},message:"must be <= 47"}];
return false;
}
else {
if(data54 < 0 || isNaN(data54)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7+"/rate",schemaPath:"#/properties/tariffs/items/properties/weekend/items/properties/rate/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid26 = _errs128 === errors;
}
else {
var valid26 = true;
}
if(valid26){
if(data53.count !== undefined && func0.call(data53, "count")){
let data55 = data53.count;
const _errs130 = errors;
const _errs131 = errors;
if(!(((typeof data55 == "number") && (!(data55 % 1) && !isNaN(data55))) && (isFinite(data55)))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7+"/count",schemaPath:"defs.schema.json#/definitions/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs131){
if((typeof data55 == "number") && (isFinite(data55))){
if(data55 > 1048576 || isNaN(data55)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7+"/count",schemaPath:"defs.schema.json#/definitions/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576"}];
return false;
}
else {
if(data55 < 1 || isNaN(data55)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7+"/count",schemaPath:"defs.schema.json#/definitions/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid26 = _errs130 === errors;
}
else {
var valid26 = true;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/weekend/" + i7,schemaPath:"#/properties/tariffs/items/properties/weekend/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid25 = _errs125 === errors;
if(!valid25){
break;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/weekend",schemaPath:"#/properties/tariffs/items/properties/weekend/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid16 = _errs123 === errors;
}
else {
var valid16 = true;
}
if(valid16){
if(data40.days !== undefined && func0.call(data40, "days")){
let data56 = data40.days;
const _errs133 = errors;
if(errors === _errs133){
if(data56 && typeof data56 == "object" && !Array.isArray(data56)){
let missing9;
if(((data56.utcOffsetSeconds === undefined) || (!(func0.call(data56, "utcOffsetSeconds")))) && (missing9 = "utcOffsetSeconds")){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days",schemaPath:"#/properties/tariffs/items/properties/days/required",keyword:"required",params:{missingProperty: missing9},message:"must have required property '"+missing9+"'"}];
return false;
}
else {
const _errs135 = errors;
for(const key9 of Object.keys(data56)){
if(!((key9 === "utcOffsetSeconds") || (key9 === "change"))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days",schemaPath:"#/properties/tariffs/items/properties/days/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs135 === errors){
if(data56.utcOffsetSeconds !== undefined && func0.call(data56, "utcOffsetSeconds")){
let data57 = data56.utcOffsetSeconds;
const _errs136 = errors;
if(!(((typeof data57 == "number") && (!(data57 % 1) && !isNaN(data57))) && (isFinite(data57)))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days/utcOffsetSeconds",schemaPath:"#/properties/tariffs/items/properties/days/properties/utcOffsetSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs136){
if((typeof data57 == "number") && (isFinite(data57))){
if(data57 > 50400 || isNaN(data57)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days/utcOffsetSeconds",schemaPath:"#/properties/tariffs/items/properties/days/properties/utcOffsetSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 50400},message:"must be <= 50400"}];
return false;
}
else {
if(data57 < -43200 || isNaN(data57)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days/utcOffsetSeconds",schemaPath:"#/properties/tariffs/items/properties/days/properties/utcOffsetSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: -43200},message:"must be >= -43200"}];
return false;
}
}
}
}
var valid28 = _errs136 === errors;
}
else {
var valid28 = true;
}
if(valid28){
if(data56.change !== undefined && func0.call(data56, "change")){
let data58 = data56.change;
const _errs138 = errors;
if(errors === _errs138){
if(data58 && typeof data58 == "object" && !Array.isArray(data58)){
let missing10;
if((((data58.from === undefined) || (!(func0.call(data58, "from")))) && (missing10 = "from")) || (((data58.utcOffsetSeconds === undefined) || (!(func0.call(data58, "utcOffsetSeconds")))) && (missing10 = "utcOffsetSeconds"))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days/change",schemaPath:"#/properties/tariffs/items/properties/days/properties/change/required",keyword:"required",params:{missingProperty: missing10},message:"must have required property '"+missing10+"'"}];
return false;
}
else {
const _errs140 = errors;
for(const key10 of Object.keys(data58)){
if(!((key10 === "from") || (key10 === "utcOffsetSeconds"))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days/change",schemaPath:"#/properties/tariffs/items/properties/days/properties/change/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs140 === errors){
if(data58.from !== undefined && func0.call(data58, "from")){
let data59 = data58.from;
const _errs141 = errors;
const _errs142 = errors;
if(!(((typeof data59 == "number") && (!(data59 % 1) && !isNaN(data59))) && (isFinite(data59)))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days/change/from",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs142){
if((typeof data59 == "number") && (isFinite(data59))){
if(data59 > 4294967295 || isNaN(data59)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days/change/from",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data59 < 0 || isNaN(data59)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days/change/from",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid29 = _errs141 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data58.utcOffsetSeconds !== undefined && func0.call(data58, "utcOffsetSeconds")){
let data60 = data58.utcOffsetSeconds;
const _errs144 = errors;
if(!(((typeof data60 == "number") && (!(data60 % 1) && !isNaN(data60))) && (isFinite(data60)))){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days/change/utcOffsetSeconds",schemaPath:"#/properties/tariffs/items/properties/days/properties/change/properties/utcOffsetSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs144){
if((typeof data60 == "number") && (isFinite(data60))){
if(data60 > 50400 || isNaN(data60)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days/change/utcOffsetSeconds",schemaPath:"#/properties/tariffs/items/properties/days/properties/change/properties/utcOffsetSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 50400},message:"must be <= 50400"}];
return false;
}
else {
if(data60 < -43200 || isNaN(data60)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days/change/utcOffsetSeconds",schemaPath:"#/properties/tariffs/items/properties/days/properties/change/properties/utcOffsetSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: -43200},message:"must be >= -43200"}];
return false;
}
}
}
}
var valid29 = _errs144 === errors;
}
else {
var valid29 = true;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days/change",schemaPath:"#/properties/tariffs/items/properties/days/properties/change/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid28 = _errs138 === errors;
}
else {
var valid28 = true;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/days",schemaPath:"#/properties/tariffs/items/properties/days/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid16 = _errs133 === errors;
}
else {
var valid16 = true;
}
if(valid16){
if(data40.dynamic !== undefined && func0.call(data40, "dynamic")){
const _errs146 = errors;
if(typeof data40.dynamic !== "boolean"){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/dynamic",schemaPath:"#/properties/tariffs/items/properties/dynamic/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid16 = _errs146 === errors;
}
else {
var valid16 = true;
}
if(valid16){
if(data40.document !== undefined && func0.call(data40, "document")){
let data62 = data40.document;
const _errs148 = errors;
const _errs150 = errors;
if(errors === _errs150){
if(typeof data62 === "string"){
if(!pattern2.test(data62)){
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/document",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4+"/document",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid16 = _errs148 === errors;
}
else {
var valid16 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/tariffs/" + i4,schemaPath:"#/properties/tariffs/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid15 = _errs92 === errors;
if(!valid15){
break;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/tariffs",schemaPath:"#/properties/tariffs/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs90 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sharesTopic !== undefined && func0.call(data, "sharesTopic")){
let data63 = data.sharesTopic;
const _errs152 = errors;
if(typeof data63 !== "string"){
validate18.errors = [{instancePath:instancePath+"/sharesTopic",schemaPath:"#/properties/sharesTopic/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((data63 === "aggregator") || (data63 === "area")) || (data63 === "meter"))){
validate18.errors = [{instancePath:instancePath+"/sharesTopic",schemaPath:"#/properties/sharesTopic/enum",keyword:"enum",params:{allowedValues: schema60.properties.sharesTopic.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs152 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate18.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate18.errors = vErrors;
return errors === 0;
}

const schema79 = {"title":"RosterMeter","type":"object","additionalProperties":false,"required":["id","keyEpoch","registers","identity","agreement"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/meterId"},"keyEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"registers":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/register"},"minItems":1,"maxItems":16},"identity":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"agreement":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]}}};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.id === undefined) || (!(func0.call(data, "id")))) && (missing0 = "id")) || (((data.keyEpoch === undefined) || (!(func0.call(data, "keyEpoch")))) && (missing0 = "keyEpoch"))) || (((data.registers === undefined) || (!(func0.call(data, "registers")))) && (missing0 = "registers"))) || (((data.identity === undefined) || (!(func0.call(data, "identity")))) && (missing0 = "identity"))) || (((data.agreement === undefined) || (!(func0.call(data, "agreement")))) && (missing0 = "agreement"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((((key0 === "id") || (key0 === "keyEpoch")) || (key0 === "registers")) || (key0 === "identity")) || (key0 === "agreement"))){
validate20.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.id !== undefined && func0.call(data, "id")){
let data0 = data.id;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(!pattern1.test(data0)){
validate20.errors = [{instancePath:instancePath+"/id",schemaPath:"defs.schema.json#/definitions/meterId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/id",schemaPath:"defs.schema.json#/definitions/meterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.keyEpoch !== undefined && func0.call(data, "keyEpoch")){
let data1 = data.keyEpoch;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate20.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs6){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
validate20.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data1 < 1 || isNaN(data1)){
validate20.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.registers !== undefined && func0.call(data, "registers")){
let data2 = data.registers;
const _errs8 = errors;
if(errors === _errs8){
if(Array.isArray(data2)){
if(data2.length > 16){
validate20.errors = [{instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data2.length < 1){
validate20.errors = [{instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(!pattern9.test(data3)){
validate20.errors = [{instancePath:instancePath+"/registers/" + i0,schemaPath:"defs.schema.json#/definitions/register/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"},message:"must match pattern \""+"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/registers/" + i0,schemaPath:"defs.schema.json#/definitions/register/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs10 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.identity !== undefined && func0.call(data, "identity")){
let data4 = data.identity;
const _errs13 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data4 === "string"){
if(!pattern2.test(data4)){
validate20.errors = [{instancePath:instancePath+"/identity",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/identity",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.agreement !== undefined && func0.call(data, "agreement")){
let data5 = data.agreement;
const _errs17 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data5 === "string"){
if(!pattern2.test(data5)){
validate20.errors = [{instancePath:instancePath+"/agreement",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/agreement",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}


function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="entry.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing0 = "kind")){
validate17.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const tag0 = data.kind;
if(typeof tag0 == "string"){
if(tag0 === "scheme"){
const _errs2 = errors;
if(errors === _errs2){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if(((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing1 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing1 = "deployment"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing1 = "area"))) || (((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing1 = "sequence"))) || (((data.previous === undefined) || (!(func0.call(data, "previous")))) && (missing1 = "previous"))) || (((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing1 = "kind"))) || (((data.scheme === undefined) || (!(func0.call(data, "scheme")))) && (missing1 = "scheme"))){
validate17.errors = [{instancePath,schemaPath:"#/oneOf/0/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs4 = errors;
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "version") || (key0 === "deployment")) || (key0 === "area")) || (key0 === "sequence")) || (key0 === "previous")) || (key0 === "kind")) || (key0 === "scheme"))){
validate17.errors = [{instancePath,schemaPath:"#/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs4 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs5 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate17.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/0/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate17.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/0/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid2 = _errs5 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate17.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.area !== undefined && func0.call(data, "area")){
let data2 = data.area;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data2 === "string"){
if(!pattern1.test(data2)){
validate17.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data3 = data.sequence;
const _errs13 = errors;
const _errs14 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate17.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs14){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate17.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate17.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid2 = _errs13 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.previous !== undefined && func0.call(data, "previous")){
let data4 = data.previous;
const _errs16 = errors;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data4 === "string"){
if(!pattern2.test(data4)){
validate17.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs16 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.kind !== undefined && func0.call(data, "kind")){
let data5 = data.kind;
const _errs20 = errors;
if(typeof data5 !== "string"){
validate17.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/0/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("scheme" !== data5){
validate17.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/0/properties/kind/const",keyword:"const",params:{allowedValue: "scheme"},message:"must be equal to constant"}];
return false;
}
var valid2 = _errs20 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.scheme !== undefined && func0.call(data, "scheme")){
const _errs22 = errors;
if(!(validate18(data.scheme, {instancePath:instancePath+"/scheme",parentData:data,parentDataProperty:"scheme",rootData}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
var valid2 = _errs22 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate17.errors = [{instancePath,schemaPath:"#/oneOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "roster"){
const _errs23 = errors;
if(errors === _errs23){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if(((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing2 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing2 = "deployment"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing2 = "area"))) || (((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing2 = "sequence"))) || (((data.previous === undefined) || (!(func0.call(data, "previous")))) && (missing2 = "previous"))) || (((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing2 = "kind"))) || (((data.from === undefined) || (!(func0.call(data, "from")))) && (missing2 = "from"))) || (((data.add === undefined) || (!(func0.call(data, "add")))) && (missing2 = "add"))) || (((data.remove === undefined) || (!(func0.call(data, "remove")))) && (missing2 = "remove"))){
validate17.errors = [{instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs25 = errors;
for(const key1 of Object.keys(data)){
if(!(func0.call(schema55.oneOf[1].properties, key1))){
validate17.errors = [{instancePath,schemaPath:"#/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs25 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data7 = data.version;
const _errs26 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate17.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/1/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data7){
validate17.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/1/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid9 = _errs26 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data8 = data.deployment;
const _errs28 = errors;
const _errs29 = errors;
if(errors === _errs29){
if(typeof data8 === "string"){
if(!pattern0.test(data8)){
validate17.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid9 = _errs28 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data.area !== undefined && func0.call(data, "area")){
let data9 = data.area;
const _errs31 = errors;
const _errs32 = errors;
if(errors === _errs32){
if(typeof data9 === "string"){
if(!pattern1.test(data9)){
validate17.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid9 = _errs31 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data10 = data.sequence;
const _errs34 = errors;
const _errs35 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate17.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs35){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 9007199254740991 || isNaN(data10)){
validate17.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data10 < 0 || isNaN(data10)){
validate17.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid9 = _errs34 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data.previous !== undefined && func0.call(data, "previous")){
let data11 = data.previous;
const _errs37 = errors;
const _errs39 = errors;
if(errors === _errs39){
if(typeof data11 === "string"){
if(!pattern2.test(data11)){
validate17.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid9 = _errs37 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data.kind !== undefined && func0.call(data, "kind")){
let data12 = data.kind;
const _errs41 = errors;
if(typeof data12 !== "string"){
validate17.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/1/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("roster" !== data12){
validate17.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/1/properties/kind/const",keyword:"const",params:{allowedValue: "roster"},message:"must be equal to constant"}];
return false;
}
var valid9 = _errs41 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data.from !== undefined && func0.call(data, "from")){
let data13 = data.from;
const _errs43 = errors;
const _errs44 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate17.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs44){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 4294967295 || isNaN(data13)){
validate17.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data13 < 0 || isNaN(data13)){
validate17.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid9 = _errs43 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data.add !== undefined && func0.call(data, "add")){
let data14 = data.add;
const _errs46 = errors;
if(errors === _errs46){
if(Array.isArray(data14)){
if(data14.length > 512){
validate17.errors = [{instancePath:instancePath+"/add",schemaPath:"#/oneOf/1/properties/add/maxItems",keyword:"maxItems",params:{limit: 512},message:"must NOT have more than 512 items"}];
return false;
}
else {
if(data14.length < 0){
validate17.errors = [{instancePath:instancePath+"/add",schemaPath:"#/oneOf/1/properties/add/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid16 = true;
const len0 = data14.length;
for(let i0=0; i0<len0; i0++){
const _errs48 = errors;
if(!(validate20(data14[i0], {instancePath:instancePath+"/add/" + i0,parentData:data14,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate20.errors : vErrors.concat(validate20.errors);
errors = vErrors.length;
}
var valid16 = _errs48 === errors;
if(!valid16){
break;
}
}
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/add",schemaPath:"#/oneOf/1/properties/add/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid9 = _errs46 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data.remove !== undefined && func0.call(data, "remove")){
let data16 = data.remove;
const _errs49 = errors;
if(errors === _errs49){
if(Array.isArray(data16)){
if(data16.length > 512){
validate17.errors = [{instancePath:instancePath+"/remove",schemaPath:"#/oneOf/1/properties/remove/maxItems",keyword:"maxItems",params:{limit: 512},message:"must NOT have more than 512 items"}];
return false;
}
else {
if(data16.length < 0){
validate17.errors = [{instancePath:instancePath+"/remove",schemaPath:"#/oneOf/1/properties/remove/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid17 = true;
const len1 = data16.length;
for(let i1=0; i1<len1; i1++){
let data17 = data16[i1];
const _errs51 = errors;
const _errs52 = errors;
if(errors === _errs52){
if(typeof data17 === "string"){
if(!pattern1.test(data17)){
validate17.errors = [{instancePath:instancePath+"/remove/" + i1,schemaPath:"defs.schema.json#/definitions/meterId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/remove/" + i1,schemaPath:"defs.schema.json#/definitions/meterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid17 = _errs51 === errors;
if(!valid17){
break;
}
}
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/remove",schemaPath:"#/oneOf/1/properties/remove/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid9 = _errs49 === errors;
}
else {
var valid9 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate17.errors = [{instancePath,schemaPath:"#/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "close"){
const _errs54 = errors;
if(errors === _errs54){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if(((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing3 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing3 = "deployment"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing3 = "area"))) || (((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing3 = "sequence"))) || (((data.previous === undefined) || (!(func0.call(data, "previous")))) && (missing3 = "previous"))) || (((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing3 = "kind"))) || (((data.pages === undefined) || (!(func0.call(data, "pages")))) && (missing3 = "pages"))){
validate17.errors = [{instancePath,schemaPath:"#/oneOf/2/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs56 = errors;
for(const key2 of Object.keys(data)){
if(!(((((((key2 === "version") || (key2 === "deployment")) || (key2 === "area")) || (key2 === "sequence")) || (key2 === "previous")) || (key2 === "kind")) || (key2 === "pages"))){
validate17.errors = [{instancePath,schemaPath:"#/oneOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs56 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data18 = data.version;
const _errs57 = errors;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
validate17.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/2/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data18){
validate17.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/2/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid20 = _errs57 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data19 = data.deployment;
const _errs59 = errors;
const _errs60 = errors;
if(errors === _errs60){
if(typeof data19 === "string"){
if(!pattern0.test(data19)){
validate17.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid20 = _errs59 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data.area !== undefined && func0.call(data, "area")){
let data20 = data.area;
const _errs62 = errors;
const _errs63 = errors;
if(errors === _errs63){
if(typeof data20 === "string"){
if(!pattern1.test(data20)){
validate17.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid20 = _errs62 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data21 = data.sequence;
const _errs65 = errors;
const _errs66 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate17.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs66){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 9007199254740991 || isNaN(data21)){
validate17.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data21 < 0 || isNaN(data21)){
validate17.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid20 = _errs65 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data.previous !== undefined && func0.call(data, "previous")){
let data22 = data.previous;
const _errs68 = errors;
const _errs70 = errors;
if(errors === _errs70){
if(typeof data22 === "string"){
if(!pattern2.test(data22)){
validate17.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid20 = _errs68 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data.kind !== undefined && func0.call(data, "kind")){
let data23 = data.kind;
const _errs72 = errors;
if(typeof data23 !== "string"){
validate17.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/2/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("close" !== data23){
validate17.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/2/properties/kind/const",keyword:"const",params:{allowedValue: "close"},message:"must be equal to constant"}];
return false;
}
var valid20 = _errs72 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data.pages !== undefined && func0.call(data, "pages")){
let data24 = data.pages;
const _errs74 = errors;
if(errors === _errs74){
if(Array.isArray(data24)){
if(data24.length > 96){
validate17.errors = [{instancePath:instancePath+"/pages",schemaPath:"#/oneOf/2/properties/pages/maxItems",keyword:"maxItems",params:{limit: 96},message:"must NOT have more than 96 items"}];
return false;
}
else {
if(data24.length < 1){
validate17.errors = [{instancePath:instancePath+"/pages",schemaPath:"#/oneOf/2/properties/pages/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid26 = true;
const len2 = data24.length;
for(let i2=0; i2<len2; i2++){
let data25 = data24[i2];
const _errs76 = errors;
if(errors === _errs76){
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
let missing4;
if(((((data25.interval === undefined) || (!(func0.call(data25, "interval")))) && (missing4 = "interval")) || (((data25.set === undefined) || (!(func0.call(data25, "set")))) && (missing4 = "set"))) || (((data25.empty === undefined) || (!(func0.call(data25, "empty")))) && (missing4 = "empty"))){
validate17.errors = [{instancePath:instancePath+"/pages/" + i2,schemaPath:"#/oneOf/2/properties/pages/items/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs78 = errors;
for(const key3 of Object.keys(data25)){
if(!(((key3 === "interval") || (key3 === "set")) || (key3 === "empty"))){
validate17.errors = [{instancePath:instancePath+"/pages/" + i2,schemaPath:"#/oneOf/2/properties/pages/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs78 === errors){
if(data25.interval !== undefined && func0.call(data25, "interval")){
let data26 = data25.interval;
const _errs79 = errors;
const _errs80 = errors;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
validate17.errors = [{instancePath:instancePath+"/pages/" + i2+"/interval",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs80){
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 4294967295 || isNaN(data26)){
validate17.errors = [{instancePath:instancePath+"/pages/" + i2+"/interval",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data26 < 0 || isNaN(data26)){
validate17.errors = [{instancePath:instancePath+"/pages/" + i2+"/interval",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid27 = _errs79 === errors;
}
else {
var valid27 = true;
}
if(valid27){
if(data25.set !== undefined && func0.call(data25, "set")){
let data27 = data25.set;
const _errs82 = errors;
const _errs84 = errors;
if(errors === _errs84){
if(typeof data27 === "string"){
if(func83(data27) > 1048576){
validate17.errors = [{instancePath:instancePath+"/pages/" + i2+"/set",schemaPath:"defs.schema.json#/definitions/bitmap/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data27)){
validate17.errors = [{instancePath:instancePath+"/pages/" + i2+"/set",schemaPath:"defs.schema.json#/definitions/bitmap/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/pages/" + i2+"/set",schemaPath:"defs.schema.json#/definitions/bitmap/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid27 = _errs82 === errors;
}
else {
var valid27 = true;
}
if(valid27){
if(data25.empty !== undefined && func0.call(data25, "empty")){
let data28 = data25.empty;
const _errs86 = errors;
if(errors === _errs86){
if(Array.isArray(data28)){
if(data28.length > 16){
validate17.errors = [{instancePath:instancePath+"/pages/" + i2+"/empty",schemaPath:"#/oneOf/2/properties/pages/items/properties/empty/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data28.length < 0){
validate17.errors = [{instancePath:instancePath+"/pages/" + i2+"/empty",schemaPath:"#/oneOf/2/properties/pages/items/properties/empty/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid31 = true;
const len3 = data28.length;
for(let i3=0; i3<len3; i3++){
let data29 = data28[i3];
const _errs88 = errors;
const _errs89 = errors;
if(errors === _errs89){
if(typeof data29 === "string"){
if(!pattern9.test(data29)){
validate17.errors = [{instancePath:instancePath+"/pages/" + i2+"/empty/" + i3,schemaPath:"defs.schema.json#/definitions/register/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"},message:"must match pattern \""+"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/pages/" + i2+"/empty/" + i3,schemaPath:"defs.schema.json#/definitions/register/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid31 = _errs88 === errors;
if(!valid31){
break;
}
}
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/pages/" + i2+"/empty",schemaPath:"#/oneOf/2/properties/pages/items/properties/empty/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid27 = _errs86 === errors;
}
else {
var valid27 = true;
}
}
}
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/pages/" + i2,schemaPath:"#/oneOf/2/properties/pages/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid26 = _errs76 === errors;
if(!valid26){
break;
}
}
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/pages",schemaPath:"#/oneOf/2/properties/pages/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid20 = _errs74 === errors;
}
else {
var valid20 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate17.errors = [{instancePath,schemaPath:"#/oneOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "bill"){
const _errs91 = errors;
if(errors === _errs91){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing5;
if(((((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing5 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing5 = "deployment"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing5 = "area"))) || (((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing5 = "sequence"))) || (((data.previous === undefined) || (!(func0.call(data, "previous")))) && (missing5 = "previous"))) || (((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing5 = "kind"))) || (((data.from === undefined) || (!(func0.call(data, "from")))) && (missing5 = "from"))) || (((data.count === undefined) || (!(func0.call(data, "count")))) && (missing5 = "count"))) || (((data.round === undefined) || (!(func0.call(data, "round")))) && (missing5 = "round"))) || (((data.released === undefined) || (!(func0.call(data, "released")))) && (missing5 = "released"))) || (((data.waiting === undefined) || (!(func0.call(data, "waiting")))) && (missing5 = "waiting"))){
validate17.errors = [{instancePath,schemaPath:"#/oneOf/3/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"}];
return false;
}
else {
const _errs93 = errors;
for(const key4 of Object.keys(data)){
if(!(func0.call(schema55.oneOf[3].properties, key4))){
validate17.errors = [{instancePath,schemaPath:"#/oneOf/3/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs93 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data30 = data.version;
const _errs94 = errors;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
validate17.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/3/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data30){
validate17.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/3/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid34 = _errs94 === errors;
}
else {
var valid34 = true;
}
if(valid34){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data31 = data.deployment;
const _errs96 = errors;
const _errs97 = errors;
if(errors === _errs97){
if(typeof data31 === "string"){
if(!pattern0.test(data31)){
validate17.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid34 = _errs96 === errors;
}
else {
var valid34 = true;
}
if(valid34){
if(data.area !== undefined && func0.call(data, "area")){
let data32 = data.area;
const _errs99 = errors;
const _errs100 = errors;
if(errors === _errs100){
if(typeof data32 === "string"){
if(!pattern1.test(data32)){
validate17.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid34 = _errs99 === errors;
}
else {
var valid34 = true;
}
if(valid34){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data33 = data.sequence;
const _errs102 = errors;
const _errs103 = errors;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
validate17.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs103){
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 > 9007199254740991 || isNaN(data33)){
validate17.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data33 < 0 || isNaN(data33)){
validate17.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid34 = _errs102 === errors;
}
else {
var valid34 = true;
}
if(valid34){
if(data.previous !== undefined && func0.call(data, "previous")){
let data34 = data.previous;
const _errs105 = errors;
const _errs107 = errors;
if(errors === _errs107){
if(typeof data34 === "string"){
if(!pattern2.test(data34)){
validate17.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid34 = _errs105 === errors;
}
else {
var valid34 = true;
}
if(valid34){
if(data.kind !== undefined && func0.call(data, "kind")){
let data35 = data.kind;
const _errs109 = errors;
if(typeof data35 !== "string"){
validate17.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/3/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("bill" !== data35){
validate17.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/3/properties/kind/const",keyword:"const",params:{allowedValue: "bill"},message:"must be equal to constant"}];
return false;
}
var valid34 = _errs109 === errors;
}
else {
var valid34 = true;
}
if(valid34){
if(data.from !== undefined && func0.call(data, "from")){
let data36 = data.from;
const _errs111 = errors;
const _errs112 = errors;
if(!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36)))){
validate17.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs112){
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 > 4294967295 || isNaN(data36)){
validate17.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data36 < 0 || isNaN(data36)){
validate17.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid34 = _errs111 === errors;
}
else {
var valid34 = true;
}
if(valid34){
if(data.count !== undefined && func0.call(data, "count")){
let data37 = data.count;
const _errs114 = errors;
const _errs115 = errors;
if(!(((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37))) && (isFinite(data37)))){
validate17.errors = [{instancePath:instancePath+"/count",schemaPath:"defs.schema.json#/definitions/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs115){
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 1048576 || isNaN(data37)){
validate17.errors = [{instancePath:instancePath+"/count",schemaPath:"defs.schema.json#/definitions/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576"}];
return false;
}
else {
if(data37 < 1 || isNaN(data37)){
validate17.errors = [{instancePath:instancePath+"/count",schemaPath:"defs.schema.json#/definitions/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid34 = _errs114 === errors;
}
else {
var valid34 = true;
}
if(valid34){
if(data.round !== undefined && func0.call(data, "round")){
let data38 = data.round;
const _errs117 = errors;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
validate17.errors = [{instancePath:instancePath+"/round",schemaPath:"#/oneOf/3/properties/round/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(!((data38 === 1) || (data38 === 2))){
validate17.errors = [{instancePath:instancePath+"/round",schemaPath:"#/oneOf/3/properties/round/enum",keyword:"enum",params:{allowedValues: schema55.oneOf[3].properties.round.enum},message:"must be equal to one of the allowed values"}];
return false;
}
if(errors === _errs117){
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 2 || isNaN(data38)){
validate17.errors = [{instancePath:instancePath+"/round",schemaPath:"#/oneOf/3/properties/round/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2},message:"must be <= 2"}];
return false;
}
else {
if(data38 < 1 || isNaN(data38)){
validate17.errors = [{instancePath:instancePath+"/round",schemaPath:"#/oneOf/3/properties/round/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid34 = _errs117 === errors;
}
else {
var valid34 = true;
}
if(valid34){
if(data.released !== undefined && func0.call(data, "released")){
let data39 = data.released;
const _errs119 = errors;
const _errs121 = errors;
if(errors === _errs121){
if(typeof data39 === "string"){
if(func83(data39) > 1048576){
validate17.errors = [{instancePath:instancePath+"/released",schemaPath:"defs.schema.json#/definitions/bitmap/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data39)){
validate17.errors = [{instancePath:instancePath+"/released",schemaPath:"defs.schema.json#/definitions/bitmap/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/released",schemaPath:"defs.schema.json#/definitions/bitmap/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid34 = _errs119 === errors;
}
else {
var valid34 = true;
}
if(valid34){
if(data.waiting !== undefined && func0.call(data, "waiting")){
let data40 = data.waiting;
const _errs123 = errors;
const _errs125 = errors;
if(errors === _errs125){
if(typeof data40 === "string"){
if(func83(data40) > 1048576){
validate17.errors = [{instancePath:instancePath+"/waiting",schemaPath:"defs.schema.json#/definitions/bitmap/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data40)){
validate17.errors = [{instancePath:instancePath+"/waiting",schemaPath:"defs.schema.json#/definitions/bitmap/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/waiting",schemaPath:"defs.schema.json#/definitions/bitmap/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid34 = _errs123 === errors;
}
else {
var valid34 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate17.errors = [{instancePath,schemaPath:"#/oneOf/3/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else {
validate17.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "kind", tagValue: tag0},message:"value of tag \"kind\" must be in oneOf"}];
return false;
}
}
else {
validate17.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "kind", tagValue: tag0},message:"tag \"kind\" must be string"}];
return false;
}
}
}
else {
validate17.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate17.errors = vErrors;
return errors === 0;
}


function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="certified-entry.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.entry === undefined) || (!(func0.call(data, "entry")))) && (missing0 = "entry")) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))) || (((data.certificate === undefined) || (!(func0.call(data, "certificate")))) && (missing0 = "certificate"))){
validate16.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((key0 === "entry") || (key0 === "signature")) || (key0 === "certificate"))){
validate16.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.entry !== undefined && func0.call(data, "entry")){
const _errs2 = errors;
if(!(validate17(data.entry, {instancePath:instancePath+"/entry",parentData:data,parentDataProperty:"entry",rootData}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data1 = data.signature;
const _errs3 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
validate16.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate16.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.certificate !== undefined && func0.call(data, "certificate")){
let data2 = data.certificate;
const _errs7 = errors;
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((((data2.ballot === undefined) || (!(func0.call(data2, "ballot")))) && (missing1 = "ballot")) || (((data2.accepts === undefined) || (!(func0.call(data2, "accepts")))) && (missing1 = "accepts"))){
validate16.errors = [{instancePath:instancePath+"/certificate",schemaPath:"#/properties/certificate/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs9 = errors;
for(const key1 of Object.keys(data2)){
if(!((key1 === "ballot") || (key1 === "accepts"))){
validate16.errors = [{instancePath:instancePath+"/certificate",schemaPath:"#/properties/certificate/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs9 === errors){
if(data2.ballot !== undefined && func0.call(data2, "ballot")){
let data3 = data2.ballot;
const _errs10 = errors;
const _errs11 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate16.errors = [{instancePath:instancePath+"/certificate/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs11){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate16.errors = [{instancePath:instancePath+"/certificate/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate16.errors = [{instancePath:instancePath+"/certificate/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid3 = _errs10 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data2.accepts !== undefined && func0.call(data2, "accepts")){
let data4 = data2.accepts;
const _errs13 = errors;
if(errors === _errs13){
if(Array.isArray(data4)){
if(data4.length > 16){
validate16.errors = [{instancePath:instancePath+"/certificate/accepts",schemaPath:"#/properties/certificate/properties/accepts/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data4.length < 1){
validate16.errors = [{instancePath:instancePath+"/certificate/accepts",schemaPath:"#/properties/certificate/properties/accepts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid5 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
const _errs15 = errors;
if(errors === _errs15){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
let missing2;
if((((data5.aggregator === undefined) || (!(func0.call(data5, "aggregator")))) && (missing2 = "aggregator")) || (((data5.signature === undefined) || (!(func0.call(data5, "signature")))) && (missing2 = "signature"))){
validate16.errors = [{instancePath:instancePath+"/certificate/accepts/" + i0,schemaPath:"#/properties/certificate/properties/accepts/items/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs17 = errors;
for(const key2 of Object.keys(data5)){
if(!((key2 === "aggregator") || (key2 === "signature"))){
validate16.errors = [{instancePath:instancePath+"/certificate/accepts/" + i0,schemaPath:"#/properties/certificate/properties/accepts/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs17 === errors){
if(data5.aggregator !== undefined && func0.call(data5, "aggregator")){
let data6 = data5.aggregator;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate16.errors = [{instancePath:instancePath+"/certificate/accepts/" + i0+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs19){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 16 || isNaN(data6)){
validate16.errors = [{instancePath:instancePath+"/certificate/accepts/" + i0+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate16.errors = [{instancePath:instancePath+"/certificate/accepts/" + i0+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid6 = _errs18 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data5.signature !== undefined && func0.call(data5, "signature")){
let data7 = data5.signature;
const _errs21 = errors;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data7 === "string"){
if(!pattern4.test(data7)){
validate16.errors = [{instancePath:instancePath+"/certificate/accepts/" + i0+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate16.errors = [{instancePath:instancePath+"/certificate/accepts/" + i0+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid6 = _errs21 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/certificate/accepts/" + i0,schemaPath:"#/properties/certificate/properties/accepts/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid5 = _errs15 === errors;
if(!valid5){
break;
}
}
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/certificate/accepts",schemaPath:"#/properties/certificate/properties/accepts/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid3 = _errs13 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/certificate",schemaPath:"#/properties/certificate/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate16.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate16.errors = vErrors;
return errors === 0;
}

const clock = validate23;
const schema105 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"clock.schema.json","title":"ReplayClock","type":"object","additionalProperties":false,"required":["version","deployment","type","holdMs"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"clock","type":"string"},"holdMs":{"$ref":"defs.schema.json#/definitions/unixMs"}}};
const schema107 = {"type":"integer","minimum":0,"maximum":9007199254740991};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="clock.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.holdMs === undefined) || (!(func0.call(data, "holdMs")))) && (missing0 = "holdMs"))){
validate23.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!((((key0 === "version") || (key0 === "deployment")) || (key0 === "type")) || (key0 === "holdMs"))){
validate23.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate23.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate23.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate23.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate23.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("clock" !== data2){
validate23.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "clock"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.holdMs !== undefined && func0.call(data, "holdMs")){
let data3 = data.holdMs;
const _errs9 = errors;
const _errs10 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate23.errors = [{instancePath:instancePath+"/holdMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate23.errors = [{instancePath:instancePath+"/holdMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate23.errors = [{instancePath:instancePath+"/holdMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}

const enrol_answer = validate24;
const schema108 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"enrol-answer.schema.json","title":"EnrolAnswer","type":"object","additionalProperties":false,"required":["version","meter","area","keyEpoch","registers","cert"],"properties":{"version":{"const":1,"type":"integer"},"meter":{"$ref":"defs.schema.json#/definitions/meterId"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"keyEpoch":{"type":"integer","minimum":1,"maximum":1048576},"registers":{"type":"array","items":{"type":"string","minLength":1,"maxLength":32},"minItems":1,"maxItems":16},"cert":{"type":"string","minLength":1,"maxLength":8192}}};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="enrol-answer.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.meter === undefined) || (!(func0.call(data, "meter")))) && (missing0 = "meter"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area"))) || (((data.keyEpoch === undefined) || (!(func0.call(data, "keyEpoch")))) && (missing0 = "keyEpoch"))) || (((data.registers === undefined) || (!(func0.call(data, "registers")))) && (missing0 = "registers"))) || (((data.cert === undefined) || (!(func0.call(data, "cert")))) && (missing0 = "cert"))){
validate24.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!((((((key0 === "version") || (key0 === "meter")) || (key0 === "area")) || (key0 === "keyEpoch")) || (key0 === "registers")) || (key0 === "cert"))){
validate24.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate24.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate24.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.meter !== undefined && func0.call(data, "meter")){
let data1 = data.meter;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern1.test(data1)){
validate24.errors = [{instancePath:instancePath+"/meter",schemaPath:"defs.schema.json#/definitions/meterId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/meter",schemaPath:"defs.schema.json#/definitions/meterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.area !== undefined && func0.call(data, "area")){
let data2 = data.area;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data2 === "string"){
if(!pattern1.test(data2)){
validate24.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.keyEpoch !== undefined && func0.call(data, "keyEpoch")){
let data3 = data.keyEpoch;
const _errs10 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate24.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"#/properties/keyEpoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 1048576 || isNaN(data3)){
validate24.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"#/properties/keyEpoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576"}];
return false;
}
else {
if(data3 < 1 || isNaN(data3)){
validate24.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"#/properties/keyEpoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.registers !== undefined && func0.call(data, "registers")){
let data4 = data.registers;
const _errs12 = errors;
if(errors === _errs12){
if(Array.isArray(data4)){
if(data4.length > 16){
validate24.errors = [{instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data4.length < 1){
validate24.errors = [{instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
const _errs14 = errors;
if(errors === _errs14){
if(typeof data5 === "string"){
if(func83(data5) > 32){
validate24.errors = [{instancePath:instancePath+"/registers/" + i0,schemaPath:"#/properties/registers/items/maxLength",keyword:"maxLength",params:{limit: 32},message:"must NOT have more than 32 characters"}];
return false;
}
else {
if(func83(data5) < 1){
validate24.errors = [{instancePath:instancePath+"/registers/" + i0,schemaPath:"#/properties/registers/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/registers/" + i0,schemaPath:"#/properties/registers/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs14 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cert !== undefined && func0.call(data, "cert")){
let data6 = data.cert;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data6 === "string"){
if(func83(data6) > 8192){
validate24.errors = [{instancePath:instancePath+"/cert",schemaPath:"#/properties/cert/maxLength",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"}];
return false;
}
else {
if(func83(data6) < 1){
validate24.errors = [{instancePath:instancePath+"/cert",schemaPath:"#/properties/cert/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate24.errors = [{instancePath:instancePath+"/cert",schemaPath:"#/properties/cert/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}

const enrol_request = validate25;
const schema111 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"enrol-request.schema.json","title":"EnrolRequest","type":"object","additionalProperties":false,"required":["version","token","request","identity","agreement"],"properties":{"version":{"const":1,"type":"integer"},"token":{"type":"string","minLength":43,"maxLength":43,"pattern":"^[A-Za-z0-9_-]+$"},"request":{"type":"string","minLength":1,"maxLength":8192},"identity":{"type":"string","minLength":43,"maxLength":43,"pattern":"^[A-Za-z0-9_-]+$"},"agreement":{"type":"string","minLength":43,"maxLength":43,"pattern":"^[A-Za-z0-9_-]+$"}}};
const pattern56 = new RegExp("^[A-Za-z0-9_-]+$", "u");

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="enrol-request.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.token === undefined) || (!(func0.call(data, "token")))) && (missing0 = "token"))) || (((data.request === undefined) || (!(func0.call(data, "request")))) && (missing0 = "request"))) || (((data.identity === undefined) || (!(func0.call(data, "identity")))) && (missing0 = "identity"))) || (((data.agreement === undefined) || (!(func0.call(data, "agreement")))) && (missing0 = "agreement"))){
validate25.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((((key0 === "version") || (key0 === "token")) || (key0 === "request")) || (key0 === "identity")) || (key0 === "agreement"))){
validate25.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate25.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate25.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.token !== undefined && func0.call(data, "token")){
let data1 = data.token;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func83(data1) > 43){
validate25.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/maxLength",keyword:"maxLength",params:{limit: 43},message:"must NOT have more than 43 characters"}];
return false;
}
else {
if(func83(data1) < 43){
validate25.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/minLength",keyword:"minLength",params:{limit: 43},message:"must NOT have fewer than 43 characters"}];
return false;
}
else {
if(!pattern56.test(data1)){
validate25.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/token",schemaPath:"#/properties/token/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.request !== undefined && func0.call(data, "request")){
let data2 = data.request;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(func83(data2) > 8192){
validate25.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/maxLength",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"}];
return false;
}
else {
if(func83(data2) < 1){
validate25.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.identity !== undefined && func0.call(data, "identity")){
let data3 = data.identity;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(func83(data3) > 43){
validate25.errors = [{instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/maxLength",keyword:"maxLength",params:{limit: 43},message:"must NOT have more than 43 characters"}];
return false;
}
else {
if(func83(data3) < 43){
validate25.errors = [{instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/minLength",keyword:"minLength",params:{limit: 43},message:"must NOT have fewer than 43 characters"}];
return false;
}
else {
if(!pattern56.test(data3)){
validate25.errors = [{instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.agreement !== undefined && func0.call(data, "agreement")){
let data4 = data.agreement;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data4 === "string"){
if(func83(data4) > 43){
validate25.errors = [{instancePath:instancePath+"/agreement",schemaPath:"#/properties/agreement/maxLength",keyword:"maxLength",params:{limit: 43},message:"must NOT have more than 43 characters"}];
return false;
}
else {
if(func83(data4) < 43){
validate25.errors = [{instancePath:instancePath+"/agreement",schemaPath:"#/properties/agreement/minLength",keyword:"minLength",params:{limit: 43},message:"must NOT have fewer than 43 characters"}];
return false;
}
else {
if(!pattern56.test(data4)){
validate25.errors = [{instancePath:instancePath+"/agreement",schemaPath:"#/properties/agreement/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/agreement",schemaPath:"#/properties/agreement/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate25.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate25.errors = vErrors;
return errors === 0;
}

const entry = validate17;

const evidence = validate26;
const schema112 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"evidence.schema.json","title":"Evidence","type":"object","additionalProperties":false,"required":["version","deployment","type","proofs"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"evidence","type":"string"},"proofs":{"type":"array","items":{"$ref":"#/definitions/proof"},"minItems":1,"maxItems":64}},"definitions":{"proof":{"title":"Proof","type":"object","discriminator":{"propertyName":"kind"},"required":["kind"],"oneOf":[{"title":"AcceptsProof","type":"object","additionalProperties":false,"required":["kind","one","other"],"properties":{"kind":{"const":"accepts","type":"string"},"one":{"$ref":"accept.schema.json"},"other":{"$ref":"accept.schema.json"}}},{"title":"LockProof","type":"object","additionalProperties":false,"required":["kind","accept","promise"],"properties":{"kind":{"const":"lock","type":"string"},"accept":{"$ref":"accept.schema.json"},"promise":{"$ref":"defs.schema.json#/definitions/ballotPromise"}}},{"title":"PromisesProof","type":"object","additionalProperties":false,"required":["kind","one","other"],"properties":{"kind":{"const":"promises","type":"string"},"one":{"$ref":"defs.schema.json#/definitions/ballotPromise"},"other":{"$ref":"defs.schema.json#/definitions/ballotPromise"}}},{"title":"HeadsProof","type":"object","additionalProperties":false,"required":["kind","one","other"],"properties":{"kind":{"const":"heads","type":"string"},"one":{"$ref":"log.schema.json#/definitions/head"},"other":{"$ref":"log.schema.json#/definitions/head"}}},{"title":"ManifestsProof","type":"object","additionalProperties":false,"required":["kind","one","other"],"properties":{"kind":{"const":"manifests","type":"string"},"one":{"$ref":"manifest.schema.json"},"other":{"$ref":"manifest.schema.json"}}},{"title":"TotalsProof","type":"object","additionalProperties":false,"required":["kind","one","other"],"properties":{"kind":{"const":"totals","type":"string"},"one":{"$ref":"total.schema.json"},"other":{"$ref":"total.schema.json"}}},{"title":"AnnouncementsProof","type":"object","additionalProperties":false,"required":["kind","one","other"],"properties":{"kind":{"const":"announcements","type":"string"},"one":{"$ref":"#/definitions/proposal"},"other":{"$ref":"#/definitions/proposal"}}},{"title":"CertificatesProof","type":"object","additionalProperties":false,"required":["kind","one","other"],"properties":{"kind":{"const":"certificates","type":"string"},"one":{"$ref":"#/definitions/certificate"},"other":{"$ref":"#/definitions/certificate"}}}]},"proposal":{"title":"SignedProposal","type":"object","additionalProperties":false,"required":["area","sequence","ballot","hash","previous","signature"],"properties":{"area":{"$ref":"defs.schema.json#/definitions/areaId"},"sequence":{"$ref":"defs.schema.json#/definitions/sequence"},"ballot":{"$ref":"defs.schema.json#/definitions/sequence"},"hash":{"$ref":"defs.schema.json#/definitions/bytes32"},"previous":{"$ref":"defs.schema.json#/definitions/bytes32"},"signature":{"$ref":"defs.schema.json#/definitions/bytes64"}}},"certificate":{"title":"SignedCertificate","type":"object","additionalProperties":false,"required":["area","certificate","signature"],"properties":{"area":{"$ref":"defs.schema.json#/definitions/areaId"},"certificate":{"$ref":"log.schema.json#/definitions/certificate"},"signature":{"$ref":"defs.schema.json#/definitions/bytes64"}}}}};
const schema114 = {"title":"Proof","type":"object","discriminator":{"propertyName":"kind"},"required":["kind"],"oneOf":[{"title":"AcceptsProof","type":"object","additionalProperties":false,"required":["kind","one","other"],"properties":{"kind":{"const":"accepts","type":"string"},"one":{"$ref":"accept.schema.json"},"other":{"$ref":"accept.schema.json"}}},{"title":"LockProof","type":"object","additionalProperties":false,"required":["kind","accept","promise"],"properties":{"kind":{"const":"lock","type":"string"},"accept":{"$ref":"accept.schema.json"},"promise":{"$ref":"defs.schema.json#/definitions/ballotPromise"}}},{"title":"PromisesProof","type":"object","additionalProperties":false,"required":["kind","one","other"],"properties":{"kind":{"const":"promises","type":"string"},"one":{"$ref":"defs.schema.json#/definitions/ballotPromise"},"other":{"$ref":"defs.schema.json#/definitions/ballotPromise"}}},{"title":"HeadsProof","type":"object","additionalProperties":false,"required":["kind","one","other"],"properties":{"kind":{"const":"heads","type":"string"},"one":{"$ref":"log.schema.json#/definitions/head"},"other":{"$ref":"log.schema.json#/definitions/head"}}},{"title":"ManifestsProof","type":"object","additionalProperties":false,"required":["kind","one","other"],"properties":{"kind":{"const":"manifests","type":"string"},"one":{"$ref":"manifest.schema.json"},"other":{"$ref":"manifest.schema.json"}}},{"title":"TotalsProof","type":"object","additionalProperties":false,"required":["kind","one","other"],"properties":{"kind":{"const":"totals","type":"string"},"one":{"$ref":"total.schema.json"},"other":{"$ref":"total.schema.json"}}},{"title":"AnnouncementsProof","type":"object","additionalProperties":false,"required":["kind","one","other"],"properties":{"kind":{"const":"announcements","type":"string"},"one":{"$ref":"#/definitions/proposal"},"other":{"$ref":"#/definitions/proposal"}}},{"title":"CertificatesProof","type":"object","additionalProperties":false,"required":["kind","one","other"],"properties":{"kind":{"const":"certificates","type":"string"},"one":{"$ref":"#/definitions/certificate"},"other":{"$ref":"#/definitions/certificate"}}}]};
const schema115 = {"title":"BallotPromise","type":"object","additionalProperties":false,"required":["deployment","area","sequence","ballot","proposer","aggregator","storeEpoch","signature"],"properties":{"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"sequence":{"$ref":"defs.schema.json#/definitions/sequence"},"ballot":{"$ref":"defs.schema.json#/definitions/sequence"},"proposer":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes16"}]},"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"storeEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"lock":{"allOf":[{"$ref":"defs.schema.json#/definitions/heldLock"}]},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]}}};
const schema120 = {"type":"string","pattern":"^[A-Za-z0-9_-]{22}$"};
const pattern62 = new RegExp("^[A-Za-z0-9_-]{22}$", "u");
const schema123 = {"title":"HeldLock","type":"object","additionalProperties":false,"required":["ballot","hash","signature"],"properties":{"ballot":{"$ref":"defs.schema.json#/definitions/sequence"},"hash":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]}}};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot")) || (((data.hash === undefined) || (!(func0.call(data, "hash")))) && (missing0 = "hash"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate32.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((key0 === "ballot") || (key0 === "hash")) || (key0 === "signature"))){
validate32.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data0 = data.ballot;
const _errs2 = errors;
const _errs3 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate32.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs3){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 9007199254740991 || isNaN(data0)){
validate32.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data0 < 0 || isNaN(data0)){
validate32.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hash !== undefined && func0.call(data, "hash")){
let data1 = data.hash;
const _errs5 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data1 === "string"){
if(!pattern2.test(data1)){
validate32.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate32.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data2 = data.signature;
const _errs9 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
validate32.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate32.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate32.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate32.errors = vErrors;
return errors === 0;
}


function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment")) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area"))) || (((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing0 = "sequence"))) || (((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot"))) || (((data.proposer === undefined) || (!(func0.call(data, "proposer")))) && (missing0 = "proposer"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator"))) || (((data.storeEpoch === undefined) || (!(func0.call(data, "storeEpoch")))) && (missing0 = "storeEpoch"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate31.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema115.properties, key0))){
validate31.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data0 = data.deployment;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate31.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.area !== undefined && func0.call(data, "area")){
let data1 = data.area;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(!pattern1.test(data1)){
validate31.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data2 = data.sequence;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate31.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate31.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate31.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data3 = data.ballot;
const _errs11 = errors;
const _errs12 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate31.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs12){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate31.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate31.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.proposer !== undefined && func0.call(data, "proposer")){
let data4 = data.proposer;
const _errs14 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data4 === "string"){
if(!pattern62.test(data4)){
validate31.errors = [{instancePath:instancePath+"/proposer",schemaPath:"defs.schema.json#/definitions/bytes16/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{22}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{22}$"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/proposer",schemaPath:"defs.schema.json#/definitions/bytes16/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data5 = data.aggregator;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate31.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs19){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 16 || isNaN(data5)){
validate31.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate31.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.storeEpoch !== undefined && func0.call(data, "storeEpoch")){
let data6 = data.storeEpoch;
const _errs21 = errors;
const _errs22 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate31.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs22){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate31.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate31.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lock !== undefined && func0.call(data, "lock")){
const _errs24 = errors;
if(!(validate32(data.lock, {instancePath:instancePath+"/lock",parentData:data,parentDataProperty:"lock",rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data8 = data.signature;
const _errs26 = errors;
const _errs28 = errors;
if(errors === _errs28){
if(typeof data8 === "string"){
if(!pattern4.test(data8)){
validate31.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate31.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate31.errors = vErrors;
return errors === 0;
}

const schema129 = {"title":"Head","type":"object","additionalProperties":false,"required":["version","deployment","type","area","aggregator","storeEpoch","length","hash","ballot","keptFrom","signature"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"head","type":"string"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"storeEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"length":{"allOf":[{"$ref":"defs.schema.json#/definitions/sequence"}]},"hash":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"ballot":{"allOf":[{"$ref":"defs.schema.json#/definitions/sequence"}]},"keptFrom":{"allOf":[{"$ref":"defs.schema.json#/definitions/interval"}]},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]}}};

function validate58(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator"))) || (((data.storeEpoch === undefined) || (!(func0.call(data, "storeEpoch")))) && (missing0 = "storeEpoch"))) || (((data.length === undefined) || (!(func0.call(data, "length")))) && (missing0 = "length"))) || (((data.hash === undefined) || (!(func0.call(data, "hash")))) && (missing0 = "hash"))) || (((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot"))) || (((data.keptFrom === undefined) || (!(func0.call(data, "keptFrom")))) && (missing0 = "keptFrom"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate58.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema129.properties, key0))){
validate58.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate58.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate58.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate58.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate58.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate58.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("head" !== data2){
validate58.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "head"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.area !== undefined && func0.call(data, "area")){
let data3 = data.area;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
validate58.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate58.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data4 = data.aggregator;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate58.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 16 || isNaN(data4)){
validate58.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validate58.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.storeEpoch !== undefined && func0.call(data, "storeEpoch")){
let data5 = data.storeEpoch;
const _errs15 = errors;
const _errs16 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate58.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate58.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate58.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.length !== undefined && func0.call(data, "length")){
let data6 = data.length;
const _errs18 = errors;
const _errs20 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate58.errors = [{instancePath:instancePath+"/length",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate58.errors = [{instancePath:instancePath+"/length",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate58.errors = [{instancePath:instancePath+"/length",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hash !== undefined && func0.call(data, "hash")){
let data7 = data.hash;
const _errs22 = errors;
const _errs24 = errors;
if(errors === _errs24){
if(typeof data7 === "string"){
if(!pattern2.test(data7)){
validate58.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate58.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data8 = data.ballot;
const _errs26 = errors;
const _errs28 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate58.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs28){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 9007199254740991 || isNaN(data8)){
validate58.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate58.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.keptFrom !== undefined && func0.call(data, "keptFrom")){
let data9 = data.keptFrom;
const _errs30 = errors;
const _errs32 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate58.errors = [{instancePath:instancePath+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs32){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 4294967295 || isNaN(data9)){
validate58.errors = [{instancePath:instancePath+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate58.errors = [{instancePath:instancePath+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data10 = data.signature;
const _errs34 = errors;
const _errs36 = errors;
if(errors === _errs36){
if(typeof data10 === "string"){
if(!pattern4.test(data10)){
validate58.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate58.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs34 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate58.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate58.errors = vErrors;
return errors === 0;
}

const schema149 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"manifest.schema.json","title":"ManifestMessage","type":"object","discriminator":{"propertyName":"type"},"required":["type"],"oneOf":[{"title":"Manifest","type":"object","additionalProperties":false,"required":["version","deployment","type","area","aggregator","storeEpoch","pages","signature"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"manifest","type":"string"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"storeEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"pages":{"type":"array","items":{"title":"HeldPage","type":"object","additionalProperties":false,"required":["interval","held"],"properties":{"interval":{"$ref":"defs.schema.json#/definitions/interval"},"held":{"$ref":"defs.schema.json#/definitions/bitmap"}}},"minItems":1,"maxItems":96},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]}}},{"title":"Holdings","type":"object","additionalProperties":false,"required":["version","deployment","type","area","aggregator","storeEpoch","from","count","held","signature"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"holdings","type":"string"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"storeEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"from":{"$ref":"defs.schema.json#/definitions/interval"},"count":{"$ref":"defs.schema.json#/definitions/count"},"held":{"$ref":"defs.schema.json#/definitions/bitmap"},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]}}}]};

function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="manifest.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type")){
validate44.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const tag0 = data.type;
if(typeof tag0 == "string"){
if(tag0 === "manifest"){
const _errs2 = errors;
if(errors === _errs2){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing1 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing1 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing1 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing1 = "area"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing1 = "aggregator"))) || (((data.storeEpoch === undefined) || (!(func0.call(data, "storeEpoch")))) && (missing1 = "storeEpoch"))) || (((data.pages === undefined) || (!(func0.call(data, "pages")))) && (missing1 = "pages"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing1 = "signature"))){
validate44.errors = [{instancePath,schemaPath:"#/oneOf/0/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs4 = errors;
for(const key0 of Object.keys(data)){
if(!((((((((key0 === "version") || (key0 === "deployment")) || (key0 === "type")) || (key0 === "area")) || (key0 === "aggregator")) || (key0 === "storeEpoch")) || (key0 === "pages")) || (key0 === "signature"))){
validate44.errors = [{instancePath,schemaPath:"#/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs4 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs5 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate44.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/0/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate44.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/0/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid2 = _errs5 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate44.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate44.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs10 = errors;
if(typeof data2 !== "string"){
validate44.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/0/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("manifest" !== data2){
validate44.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/0/properties/type/const",keyword:"const",params:{allowedValue: "manifest"},message:"must be equal to constant"}];
return false;
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.area !== undefined && func0.call(data, "area")){
let data3 = data.area;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
validate44.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate44.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data4 = data.aggregator;
const _errs15 = errors;
const _errs16 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate44.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 16 || isNaN(data4)){
validate44.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validate44.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.storeEpoch !== undefined && func0.call(data, "storeEpoch")){
let data5 = data.storeEpoch;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate44.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs19){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate44.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate44.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid2 = _errs18 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.pages !== undefined && func0.call(data, "pages")){
let data6 = data.pages;
const _errs21 = errors;
if(errors === _errs21){
if(Array.isArray(data6)){
if(data6.length > 96){
validate44.errors = [{instancePath:instancePath+"/pages",schemaPath:"#/oneOf/0/properties/pages/maxItems",keyword:"maxItems",params:{limit: 96},message:"must NOT have more than 96 items"}];
return false;
}
else {
if(data6.length < 1){
validate44.errors = [{instancePath:instancePath+"/pages",schemaPath:"#/oneOf/0/properties/pages/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid7 = true;
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
const _errs23 = errors;
if(errors === _errs23){
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing2;
if((((data7.interval === undefined) || (!(func0.call(data7, "interval")))) && (missing2 = "interval")) || (((data7.held === undefined) || (!(func0.call(data7, "held")))) && (missing2 = "held"))){
validate44.errors = [{instancePath:instancePath+"/pages/" + i0,schemaPath:"#/oneOf/0/properties/pages/items/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs25 = errors;
for(const key1 of Object.keys(data7)){
if(!((key1 === "interval") || (key1 === "held"))){
validate44.errors = [{instancePath:instancePath+"/pages/" + i0,schemaPath:"#/oneOf/0/properties/pages/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs25 === errors){
if(data7.interval !== undefined && func0.call(data7, "interval")){
let data8 = data7.interval;
const _errs26 = errors;
const _errs27 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate44.errors = [{instancePath:instancePath+"/pages/" + i0+"/interval",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs27){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 4294967295 || isNaN(data8)){
validate44.errors = [{instancePath:instancePath+"/pages/" + i0+"/interval",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate44.errors = [{instancePath:instancePath+"/pages/" + i0+"/interval",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid8 = _errs26 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data7.held !== undefined && func0.call(data7, "held")){
let data9 = data7.held;
const _errs29 = errors;
const _errs30 = errors;
if(errors === _errs30){
if(typeof data9 === "string"){
if(func83(data9) > 1048576){
validate44.errors = [{instancePath:instancePath+"/pages/" + i0+"/held",schemaPath:"defs.schema.json#/definitions/bitmap/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data9)){
validate44.errors = [{instancePath:instancePath+"/pages/" + i0+"/held",schemaPath:"defs.schema.json#/definitions/bitmap/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate44.errors = [{instancePath:instancePath+"/pages/" + i0+"/held",schemaPath:"defs.schema.json#/definitions/bitmap/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid8 = _errs29 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
else {
validate44.errors = [{instancePath:instancePath+"/pages/" + i0,schemaPath:"#/oneOf/0/properties/pages/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid7 = _errs23 === errors;
if(!valid7){
break;
}
}
}
}
}
else {
validate44.errors = [{instancePath:instancePath+"/pages",schemaPath:"#/oneOf/0/properties/pages/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs21 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.signature !== undefined && func0.call(data, "signature")){
let data10 = data.signature;
const _errs32 = errors;
const _errs34 = errors;
if(errors === _errs34){
if(typeof data10 === "string"){
if(!pattern4.test(data10)){
validate44.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate44.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs32 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate44.errors = [{instancePath,schemaPath:"#/oneOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "holdings"){
const _errs36 = errors;
if(errors === _errs36){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if((((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing3 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing3 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing3 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing3 = "area"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing3 = "aggregator"))) || (((data.storeEpoch === undefined) || (!(func0.call(data, "storeEpoch")))) && (missing3 = "storeEpoch"))) || (((data.from === undefined) || (!(func0.call(data, "from")))) && (missing3 = "from"))) || (((data.count === undefined) || (!(func0.call(data, "count")))) && (missing3 = "count"))) || (((data.held === undefined) || (!(func0.call(data, "held")))) && (missing3 = "held"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing3 = "signature"))){
validate44.errors = [{instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs38 = errors;
for(const key2 of Object.keys(data)){
if(!(func0.call(schema149.oneOf[1].properties, key2))){
validate44.errors = [{instancePath,schemaPath:"#/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs38 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data11 = data.version;
const _errs39 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate44.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/1/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data11){
validate44.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/1/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid14 = _errs39 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data12 = data.deployment;
const _errs41 = errors;
const _errs42 = errors;
if(errors === _errs42){
if(typeof data12 === "string"){
if(!pattern0.test(data12)){
validate44.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate44.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid14 = _errs41 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data.type !== undefined && func0.call(data, "type")){
let data13 = data.type;
const _errs44 = errors;
if(typeof data13 !== "string"){
validate44.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/1/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("holdings" !== data13){
validate44.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/1/properties/type/const",keyword:"const",params:{allowedValue: "holdings"},message:"must be equal to constant"}];
return false;
}
var valid14 = _errs44 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data.area !== undefined && func0.call(data, "area")){
let data14 = data.area;
const _errs46 = errors;
const _errs47 = errors;
if(errors === _errs47){
if(typeof data14 === "string"){
if(!pattern1.test(data14)){
validate44.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate44.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid14 = _errs46 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data15 = data.aggregator;
const _errs49 = errors;
const _errs50 = errors;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
validate44.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs50){
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 16 || isNaN(data15)){
validate44.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data15 < 1 || isNaN(data15)){
validate44.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid14 = _errs49 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data.storeEpoch !== undefined && func0.call(data, "storeEpoch")){
let data16 = data.storeEpoch;
const _errs52 = errors;
const _errs53 = errors;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
validate44.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs53){
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 9007199254740991 || isNaN(data16)){
validate44.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data16 < 1 || isNaN(data16)){
validate44.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid14 = _errs52 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data.from !== undefined && func0.call(data, "from")){
let data17 = data.from;
const _errs55 = errors;
const _errs56 = errors;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
validate44.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs56){
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 4294967295 || isNaN(data17)){
validate44.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data17 < 0 || isNaN(data17)){
validate44.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid14 = _errs55 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data.count !== undefined && func0.call(data, "count")){
let data18 = data.count;
const _errs58 = errors;
const _errs59 = errors;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
validate44.errors = [{instancePath:instancePath+"/count",schemaPath:"defs.schema.json#/definitions/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs59){
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 1048576 || isNaN(data18)){
validate44.errors = [{instancePath:instancePath+"/count",schemaPath:"defs.schema.json#/definitions/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576"}];
return false;
}
else {
if(data18 < 1 || isNaN(data18)){
validate44.errors = [{instancePath:instancePath+"/count",schemaPath:"defs.schema.json#/definitions/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid14 = _errs58 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data.held !== undefined && func0.call(data, "held")){
let data19 = data.held;
const _errs61 = errors;
const _errs62 = errors;
if(errors === _errs62){
if(typeof data19 === "string"){
if(func83(data19) > 1048576){
validate44.errors = [{instancePath:instancePath+"/held",schemaPath:"defs.schema.json#/definitions/bitmap/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data19)){
validate44.errors = [{instancePath:instancePath+"/held",schemaPath:"defs.schema.json#/definitions/bitmap/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate44.errors = [{instancePath:instancePath+"/held",schemaPath:"defs.schema.json#/definitions/bitmap/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid14 = _errs61 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data.signature !== undefined && func0.call(data, "signature")){
let data20 = data.signature;
const _errs64 = errors;
const _errs66 = errors;
if(errors === _errs66){
if(typeof data20 === "string"){
if(!pattern4.test(data20)){
validate44.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate44.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid14 = _errs64 === errors;
}
else {
var valid14 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate44.errors = [{instancePath,schemaPath:"#/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else {
validate44.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "type", tagValue: tag0},message:"value of tag \"type\" must be in oneOf"}];
return false;
}
}
else {
validate44.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "type", tagValue: tag0},message:"tag \"type\" must be string"}];
return false;
}
}
}
else {
validate44.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate44.errors = vErrors;
return errors === 0;
}

const schema215 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"total.schema.json","title":"TotalMessage","type":"object","discriminator":{"propertyName":"type"},"required":["type"],"oneOf":[{"title":"LoadTotal","type":"object","additionalProperties":false,"required":["version","deployment","type","area","sequence","entry","aggregator","storeEpoch","interval","digest","session","sessionSignature","nonce","sealed","signature"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"load","type":"string"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"sequence":{"allOf":[{"$ref":"defs.schema.json#/definitions/sequence"}]},"entry":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"storeEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"interval":{"$ref":"defs.schema.json#/definitions/interval"},"digest":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"session":{"allOf":[{"$ref":"defs.schema.json#/definitions/hpkeEncapsulated"}]},"sessionSignature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]},"nonce":{"allOf":[{"$ref":"defs.schema.json#/definitions/nonce"}]},"sealed":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes"}]},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]}}},{"title":"BillTotal","type":"object","additionalProperties":false,"required":["version","deployment","type","area","sequence","entry","aggregator","storeEpoch","meters","digest","session","sessionSignature","nonce","sealed","signature"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"bill","type":"string"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"sequence":{"allOf":[{"$ref":"defs.schema.json#/definitions/sequence"}]},"entry":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"storeEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"meters":{"allOf":[{"$ref":"defs.schema.json#/definitions/bitmap"}]},"digest":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"session":{"allOf":[{"$ref":"defs.schema.json#/definitions/hpkeEncapsulated"}]},"sessionSignature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]},"nonce":{"allOf":[{"$ref":"defs.schema.json#/definitions/nonce"}]},"sealed":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes"}]},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]}}}]};
const schema224 = {"type":"string","pattern":"^([A-Za-z0-9_-]{1494}|[A-Za-z0-9_-]{43})$"};
const pattern112 = new RegExp("^([A-Za-z0-9_-]{1494}|[A-Za-z0-9_-]{43})$", "u");

function validate63(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="total.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type")){
validate63.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const tag0 = data.type;
if(typeof tag0 == "string"){
if(tag0 === "load"){
const _errs2 = errors;
if(errors === _errs2){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if(((((((((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing1 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing1 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing1 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing1 = "area"))) || (((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing1 = "sequence"))) || (((data.entry === undefined) || (!(func0.call(data, "entry")))) && (missing1 = "entry"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing1 = "aggregator"))) || (((data.storeEpoch === undefined) || (!(func0.call(data, "storeEpoch")))) && (missing1 = "storeEpoch"))) || (((data.interval === undefined) || (!(func0.call(data, "interval")))) && (missing1 = "interval"))) || (((data.digest === undefined) || (!(func0.call(data, "digest")))) && (missing1 = "digest"))) || (((data.session === undefined) || (!(func0.call(data, "session")))) && (missing1 = "session"))) || (((data.sessionSignature === undefined) || (!(func0.call(data, "sessionSignature")))) && (missing1 = "sessionSignature"))) || (((data.nonce === undefined) || (!(func0.call(data, "nonce")))) && (missing1 = "nonce"))) || (((data.sealed === undefined) || (!(func0.call(data, "sealed")))) && (missing1 = "sealed"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing1 = "signature"))){
validate63.errors = [{instancePath,schemaPath:"#/oneOf/0/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs4 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema215.oneOf[0].properties, key0))){
validate63.errors = [{instancePath,schemaPath:"#/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs4 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs5 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate63.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/0/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate63.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/0/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid2 = _errs5 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate63.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs10 = errors;
if(typeof data2 !== "string"){
validate63.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/0/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("load" !== data2){
validate63.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/0/properties/type/const",keyword:"const",params:{allowedValue: "load"},message:"must be equal to constant"}];
return false;
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.area !== undefined && func0.call(data, "area")){
let data3 = data.area;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
validate63.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data4 = data.sequence;
const _errs15 = errors;
const _errs17 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate63.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs17){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate63.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate63.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.entry !== undefined && func0.call(data, "entry")){
let data5 = data.entry;
const _errs19 = errors;
const _errs21 = errors;
if(errors === _errs21){
if(typeof data5 === "string"){
if(!pattern2.test(data5)){
validate63.errors = [{instancePath:instancePath+"/entry",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/entry",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs19 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data6 = data.aggregator;
const _errs23 = errors;
const _errs24 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate63.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs24){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 16 || isNaN(data6)){
validate63.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate63.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid2 = _errs23 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.storeEpoch !== undefined && func0.call(data, "storeEpoch")){
let data7 = data.storeEpoch;
const _errs26 = errors;
const _errs27 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate63.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs27){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 9007199254740991 || isNaN(data7)){
validate63.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data7 < 1 || isNaN(data7)){
validate63.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid2 = _errs26 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.interval !== undefined && func0.call(data, "interval")){
let data8 = data.interval;
const _errs29 = errors;
const _errs30 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate63.errors = [{instancePath:instancePath+"/interval",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs30){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 4294967295 || isNaN(data8)){
validate63.errors = [{instancePath:instancePath+"/interval",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate63.errors = [{instancePath:instancePath+"/interval",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid2 = _errs29 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.digest !== undefined && func0.call(data, "digest")){
let data9 = data.digest;
const _errs32 = errors;
const _errs34 = errors;
if(errors === _errs34){
if(typeof data9 === "string"){
if(!pattern2.test(data9)){
validate63.errors = [{instancePath:instancePath+"/digest",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/digest",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs32 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.session !== undefined && func0.call(data, "session")){
let data10 = data.session;
const _errs36 = errors;
const _errs38 = errors;
if(errors === _errs38){
if(typeof data10 === "string"){
if(!pattern112.test(data10)){
validate63.errors = [{instancePath:instancePath+"/session",schemaPath:"defs.schema.json#/definitions/hpkeEncapsulated/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_-]{1494}|[A-Za-z0-9_-]{43})$"},message:"must match pattern \""+"^([A-Za-z0-9_-]{1494}|[A-Za-z0-9_-]{43})$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/session",schemaPath:"defs.schema.json#/definitions/hpkeEncapsulated/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs36 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.sessionSignature !== undefined && func0.call(data, "sessionSignature")){
let data11 = data.sessionSignature;
const _errs40 = errors;
const _errs42 = errors;
if(errors === _errs42){
if(typeof data11 === "string"){
if(!pattern4.test(data11)){
validate63.errors = [{instancePath:instancePath+"/sessionSignature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/sessionSignature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs40 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.nonce !== undefined && func0.call(data, "nonce")){
let data12 = data.nonce;
const _errs44 = errors;
const _errs46 = errors;
if(errors === _errs46){
if(typeof data12 === "string"){
if(!pattern21.test(data12)){
validate63.errors = [{instancePath:instancePath+"/nonce",schemaPath:"defs.schema.json#/definitions/nonce/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{16}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{16}$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/nonce",schemaPath:"defs.schema.json#/definitions/nonce/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs44 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.sealed !== undefined && func0.call(data, "sealed")){
let data13 = data.sealed;
const _errs48 = errors;
const _errs50 = errors;
if(errors === _errs50){
if(typeof data13 === "string"){
if(func83(data13) > 1048576){
validate63.errors = [{instancePath:instancePath+"/sealed",schemaPath:"defs.schema.json#/definitions/bytes/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data13)){
validate63.errors = [{instancePath:instancePath+"/sealed",schemaPath:"defs.schema.json#/definitions/bytes/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate63.errors = [{instancePath:instancePath+"/sealed",schemaPath:"defs.schema.json#/definitions/bytes/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs48 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.signature !== undefined && func0.call(data, "signature")){
let data14 = data.signature;
const _errs52 = errors;
const _errs54 = errors;
if(errors === _errs54){
if(typeof data14 === "string"){
if(!pattern4.test(data14)){
validate63.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs52 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate63.errors = [{instancePath,schemaPath:"#/oneOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "bill"){
const _errs56 = errors;
if(errors === _errs56){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if(((((((((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing2 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing2 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing2 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing2 = "area"))) || (((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing2 = "sequence"))) || (((data.entry === undefined) || (!(func0.call(data, "entry")))) && (missing2 = "entry"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing2 = "aggregator"))) || (((data.storeEpoch === undefined) || (!(func0.call(data, "storeEpoch")))) && (missing2 = "storeEpoch"))) || (((data.meters === undefined) || (!(func0.call(data, "meters")))) && (missing2 = "meters"))) || (((data.digest === undefined) || (!(func0.call(data, "digest")))) && (missing2 = "digest"))) || (((data.session === undefined) || (!(func0.call(data, "session")))) && (missing2 = "session"))) || (((data.sessionSignature === undefined) || (!(func0.call(data, "sessionSignature")))) && (missing2 = "sessionSignature"))) || (((data.nonce === undefined) || (!(func0.call(data, "nonce")))) && (missing2 = "nonce"))) || (((data.sealed === undefined) || (!(func0.call(data, "sealed")))) && (missing2 = "sealed"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing2 = "signature"))){
validate63.errors = [{instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs58 = errors;
for(const key1 of Object.keys(data)){
if(!(func0.call(schema215.oneOf[1].properties, key1))){
validate63.errors = [{instancePath,schemaPath:"#/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs58 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data15 = data.version;
const _errs59 = errors;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
validate63.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/1/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data15){
validate63.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/1/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid25 = _errs59 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data16 = data.deployment;
const _errs61 = errors;
const _errs62 = errors;
if(errors === _errs62){
if(typeof data16 === "string"){
if(!pattern0.test(data16)){
validate63.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid25 = _errs61 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data.type !== undefined && func0.call(data, "type")){
let data17 = data.type;
const _errs64 = errors;
if(typeof data17 !== "string"){
validate63.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/1/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("bill" !== data17){
validate63.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/1/properties/type/const",keyword:"const",params:{allowedValue: "bill"},message:"must be equal to constant"}];
return false;
}
var valid25 = _errs64 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data.area !== undefined && func0.call(data, "area")){
let data18 = data.area;
const _errs66 = errors;
const _errs67 = errors;
if(errors === _errs67){
if(typeof data18 === "string"){
if(!pattern1.test(data18)){
validate63.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid25 = _errs66 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data19 = data.sequence;
const _errs69 = errors;
const _errs71 = errors;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
validate63.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs71){
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 9007199254740991 || isNaN(data19)){
validate63.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data19 < 0 || isNaN(data19)){
validate63.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid25 = _errs69 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data.entry !== undefined && func0.call(data, "entry")){
let data20 = data.entry;
const _errs73 = errors;
const _errs75 = errors;
if(errors === _errs75){
if(typeof data20 === "string"){
if(!pattern2.test(data20)){
validate63.errors = [{instancePath:instancePath+"/entry",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/entry",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid25 = _errs73 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data21 = data.aggregator;
const _errs77 = errors;
const _errs78 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate63.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs78){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 16 || isNaN(data21)){
validate63.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data21 < 1 || isNaN(data21)){
validate63.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid25 = _errs77 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data.storeEpoch !== undefined && func0.call(data, "storeEpoch")){
let data22 = data.storeEpoch;
const _errs80 = errors;
const _errs81 = errors;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
validate63.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs81){
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 9007199254740991 || isNaN(data22)){
validate63.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data22 < 1 || isNaN(data22)){
validate63.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid25 = _errs80 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data.meters !== undefined && func0.call(data, "meters")){
let data23 = data.meters;
const _errs83 = errors;
const _errs85 = errors;
if(errors === _errs85){
if(typeof data23 === "string"){
if(func83(data23) > 1048576){
validate63.errors = [{instancePath:instancePath+"/meters",schemaPath:"defs.schema.json#/definitions/bitmap/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data23)){
validate63.errors = [{instancePath:instancePath+"/meters",schemaPath:"defs.schema.json#/definitions/bitmap/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate63.errors = [{instancePath:instancePath+"/meters",schemaPath:"defs.schema.json#/definitions/bitmap/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid25 = _errs83 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data.digest !== undefined && func0.call(data, "digest")){
let data24 = data.digest;
const _errs87 = errors;
const _errs89 = errors;
if(errors === _errs89){
if(typeof data24 === "string"){
if(!pattern2.test(data24)){
validate63.errors = [{instancePath:instancePath+"/digest",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/digest",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid25 = _errs87 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data.session !== undefined && func0.call(data, "session")){
let data25 = data.session;
const _errs91 = errors;
const _errs93 = errors;
if(errors === _errs93){
if(typeof data25 === "string"){
if(!pattern112.test(data25)){
validate63.errors = [{instancePath:instancePath+"/session",schemaPath:"defs.schema.json#/definitions/hpkeEncapsulated/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_-]{1494}|[A-Za-z0-9_-]{43})$"},message:"must match pattern \""+"^([A-Za-z0-9_-]{1494}|[A-Za-z0-9_-]{43})$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/session",schemaPath:"defs.schema.json#/definitions/hpkeEncapsulated/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid25 = _errs91 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data.sessionSignature !== undefined && func0.call(data, "sessionSignature")){
let data26 = data.sessionSignature;
const _errs95 = errors;
const _errs97 = errors;
if(errors === _errs97){
if(typeof data26 === "string"){
if(!pattern4.test(data26)){
validate63.errors = [{instancePath:instancePath+"/sessionSignature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/sessionSignature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid25 = _errs95 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data.nonce !== undefined && func0.call(data, "nonce")){
let data27 = data.nonce;
const _errs99 = errors;
const _errs101 = errors;
if(errors === _errs101){
if(typeof data27 === "string"){
if(!pattern21.test(data27)){
validate63.errors = [{instancePath:instancePath+"/nonce",schemaPath:"defs.schema.json#/definitions/nonce/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{16}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{16}$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/nonce",schemaPath:"defs.schema.json#/definitions/nonce/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid25 = _errs99 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data.sealed !== undefined && func0.call(data, "sealed")){
let data28 = data.sealed;
const _errs103 = errors;
const _errs105 = errors;
if(errors === _errs105){
if(typeof data28 === "string"){
if(func83(data28) > 1048576){
validate63.errors = [{instancePath:instancePath+"/sealed",schemaPath:"defs.schema.json#/definitions/bytes/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data28)){
validate63.errors = [{instancePath:instancePath+"/sealed",schemaPath:"defs.schema.json#/definitions/bytes/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate63.errors = [{instancePath:instancePath+"/sealed",schemaPath:"defs.schema.json#/definitions/bytes/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid25 = _errs103 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data.signature !== undefined && func0.call(data, "signature")){
let data29 = data.signature;
const _errs107 = errors;
const _errs109 = errors;
if(errors === _errs109){
if(typeof data29 === "string"){
if(!pattern4.test(data29)){
validate63.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate63.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid25 = _errs107 === errors;
}
else {
var valid25 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate63.errors = [{instancePath,schemaPath:"#/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else {
validate63.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "type", tagValue: tag0},message:"value of tag \"type\" must be in oneOf"}];
return false;
}
}
else {
validate63.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "type", tagValue: tag0},message:"tag \"type\" must be string"}];
return false;
}
}
}
else {
validate63.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate63.errors = vErrors;
return errors === 0;
}

const schema242 = {"title":"SignedProposal","type":"object","additionalProperties":false,"required":["area","sequence","ballot","hash","previous","signature"],"properties":{"area":{"$ref":"defs.schema.json#/definitions/areaId"},"sequence":{"$ref":"defs.schema.json#/definitions/sequence"},"ballot":{"$ref":"defs.schema.json#/definitions/sequence"},"hash":{"$ref":"defs.schema.json#/definitions/bytes32"},"previous":{"$ref":"defs.schema.json#/definitions/bytes32"},"signature":{"$ref":"defs.schema.json#/definitions/bytes64"}}};

function validate66(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area")) || (((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing0 = "sequence"))) || (((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot"))) || (((data.hash === undefined) || (!(func0.call(data, "hash")))) && (missing0 = "hash"))) || (((data.previous === undefined) || (!(func0.call(data, "previous")))) && (missing0 = "previous"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate66.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!((((((key0 === "area") || (key0 === "sequence")) || (key0 === "ballot")) || (key0 === "hash")) || (key0 === "previous")) || (key0 === "signature"))){
validate66.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.area !== undefined && func0.call(data, "area")){
let data0 = data.area;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(!pattern1.test(data0)){
validate66.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate66.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data1 = data.sequence;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate66.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs6){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
validate66.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate66.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data2 = data.ballot;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate66.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate66.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate66.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hash !== undefined && func0.call(data, "hash")){
let data3 = data.hash;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data3 === "string"){
if(!pattern2.test(data3)){
validate66.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate66.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.previous !== undefined && func0.call(data, "previous")){
let data4 = data.previous;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data4 === "string"){
if(!pattern2.test(data4)){
validate66.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate66.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data5 = data.signature;
const _errs17 = errors;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data5 === "string"){
if(!pattern4.test(data5)){
validate66.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate66.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate66.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate66.errors = vErrors;
return errors === 0;
}

const schema249 = {"title":"SignedCertificate","type":"object","additionalProperties":false,"required":["area","certificate","signature"],"properties":{"area":{"$ref":"defs.schema.json#/definitions/areaId"},"certificate":{"$ref":"log.schema.json#/definitions/certificate"},"signature":{"$ref":"defs.schema.json#/definitions/bytes64"}}};
const schema188 = {"title":"CompactCertificate","type":"object","additionalProperties":false,"required":["sequence","ballot","hash","previous","accepts"],"properties":{"sequence":{"$ref":"defs.schema.json#/definitions/sequence"},"ballot":{"$ref":"defs.schema.json#/definitions/sequence"},"hash":{"$ref":"defs.schema.json#/definitions/bytes32"},"previous":{"$ref":"defs.schema.json#/definitions/bytes32"},"accepts":{"type":"array","items":{"$ref":"certified-entry.schema.json#/properties/certificate/properties/accepts/items"},"minItems":1,"maxItems":16}}};
const schema193 = {"title":"Acceptance","type":"object","additionalProperties":false,"required":["aggregator","signature"],"properties":{"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"signature":{"$ref":"defs.schema.json#/definitions/bytes64"}}};

function validate54(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator")) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate54.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!((key0 === "aggregator") || (key0 === "signature"))){
validate54.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data0 = data.aggregator;
const _errs2 = errors;
const _errs3 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate54.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs3){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 16 || isNaN(data0)){
validate54.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate54.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data1 = data.signature;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
validate54.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate54.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate54.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate54.errors = vErrors;
return errors === 0;
}


function validate70(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing0 = "sequence")) || (((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot"))) || (((data.hash === undefined) || (!(func0.call(data, "hash")))) && (missing0 = "hash"))) || (((data.previous === undefined) || (!(func0.call(data, "previous")))) && (missing0 = "previous"))) || (((data.accepts === undefined) || (!(func0.call(data, "accepts")))) && (missing0 = "accepts"))){
validate70.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((((key0 === "sequence") || (key0 === "ballot")) || (key0 === "hash")) || (key0 === "previous")) || (key0 === "accepts"))){
validate70.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data0 = data.sequence;
const _errs2 = errors;
const _errs3 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate70.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs3){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 9007199254740991 || isNaN(data0)){
validate70.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data0 < 0 || isNaN(data0)){
validate70.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data1 = data.ballot;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate70.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs6){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
validate70.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate70.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hash !== undefined && func0.call(data, "hash")){
let data2 = data.hash;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data2 === "string"){
if(!pattern2.test(data2)){
validate70.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate70.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.previous !== undefined && func0.call(data, "previous")){
let data3 = data.previous;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data3 === "string"){
if(!pattern2.test(data3)){
validate70.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate70.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.accepts !== undefined && func0.call(data, "accepts")){
let data4 = data.accepts;
const _errs14 = errors;
if(errors === _errs14){
if(Array.isArray(data4)){
if(data4.length > 16){
validate70.errors = [{instancePath:instancePath+"/accepts",schemaPath:"#/properties/accepts/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data4.length < 1){
validate70.errors = [{instancePath:instancePath+"/accepts",schemaPath:"#/properties/accepts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid5 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
const _errs16 = errors;
if(!(validate54(data4[i0], {instancePath:instancePath+"/accepts/" + i0,parentData:data4,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
errors = vErrors.length;
}
var valid5 = _errs16 === errors;
if(!valid5){
break;
}
}
}
}
}
else {
validate70.errors = [{instancePath:instancePath+"/accepts",schemaPath:"#/properties/accepts/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate70.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate70.errors = vErrors;
return errors === 0;
}


function validate69(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area")) || (((data.certificate === undefined) || (!(func0.call(data, "certificate")))) && (missing0 = "certificate"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate69.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((key0 === "area") || (key0 === "certificate")) || (key0 === "signature"))){
validate69.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.area !== undefined && func0.call(data, "area")){
let data0 = data.area;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(!pattern1.test(data0)){
validate69.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate69.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.certificate !== undefined && func0.call(data, "certificate")){
const _errs5 = errors;
if(!(validate70(data.certificate, {instancePath:instancePath+"/certificate",parentData:data,parentDataProperty:"certificate",rootData}))){
vErrors = vErrors === null ? validate70.errors : vErrors.concat(validate70.errors);
errors = vErrors.length;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data2 = data.signature;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
validate69.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate69.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate69.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate69.errors = vErrors;
return errors === 0;
}


function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing0 = "kind")){
validate27.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const tag0 = data.kind;
if(typeof tag0 == "string"){
if(tag0 === "accepts"){
const _errs2 = errors;
if(errors === _errs2){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if(((((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing1 = "kind")) || (((data.one === undefined) || (!(func0.call(data, "one")))) && (missing1 = "one"))) || (((data.other === undefined) || (!(func0.call(data, "other")))) && (missing1 = "other"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/0/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs4 = errors;
for(const key0 of Object.keys(data)){
if(!(((key0 === "kind") || (key0 === "one")) || (key0 === "other"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs4 === errors){
if(data.kind !== undefined && func0.call(data, "kind")){
let data0 = data.kind;
const _errs5 = errors;
if(typeof data0 !== "string"){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/0/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("accepts" !== data0){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/0/properties/kind/const",keyword:"const",params:{allowedValue: "accepts"},message:"must be equal to constant"}];
return false;
}
var valid2 = _errs5 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.one !== undefined && func0.call(data, "one")){
const _errs7 = errors;
if(!(validate10(data.one, {instancePath:instancePath+"/one",parentData:data,parentDataProperty:"one",rootData}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.other !== undefined && func0.call(data, "other")){
const _errs8 = errors;
if(!(validate10(data.other, {instancePath:instancePath+"/other",parentData:data,parentDataProperty:"other",rootData}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/oneOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "lock"){
const _errs9 = errors;
if(errors === _errs9){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if(((((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing2 = "kind")) || (((data.accept === undefined) || (!(func0.call(data, "accept")))) && (missing2 = "accept"))) || (((data.promise === undefined) || (!(func0.call(data, "promise")))) && (missing2 = "promise"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs11 = errors;
for(const key1 of Object.keys(data)){
if(!(((key1 === "kind") || (key1 === "accept")) || (key1 === "promise"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs11 === errors){
if(data.kind !== undefined && func0.call(data, "kind")){
let data3 = data.kind;
const _errs12 = errors;
if(typeof data3 !== "string"){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/1/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("lock" !== data3){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/1/properties/kind/const",keyword:"const",params:{allowedValue: "lock"},message:"must be equal to constant"}];
return false;
}
var valid4 = _errs12 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.accept !== undefined && func0.call(data, "accept")){
const _errs14 = errors;
if(!(validate10(data.accept, {instancePath:instancePath+"/accept",parentData:data,parentDataProperty:"accept",rootData}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
var valid4 = _errs14 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data.promise !== undefined && func0.call(data, "promise")){
const _errs15 = errors;
if(!(validate31(data.promise, {instancePath:instancePath+"/promise",parentData:data,parentDataProperty:"promise",rootData}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid4 = _errs15 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "promises"){
const _errs16 = errors;
if(errors === _errs16){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if(((((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing3 = "kind")) || (((data.one === undefined) || (!(func0.call(data, "one")))) && (missing3 = "one"))) || (((data.other === undefined) || (!(func0.call(data, "other")))) && (missing3 = "other"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/2/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs18 = errors;
for(const key2 of Object.keys(data)){
if(!(((key2 === "kind") || (key2 === "one")) || (key2 === "other"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs18 === errors){
if(data.kind !== undefined && func0.call(data, "kind")){
let data6 = data.kind;
const _errs19 = errors;
if(typeof data6 !== "string"){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/2/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("promises" !== data6){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/2/properties/kind/const",keyword:"const",params:{allowedValue: "promises"},message:"must be equal to constant"}];
return false;
}
var valid6 = _errs19 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.one !== undefined && func0.call(data, "one")){
const _errs21 = errors;
if(!(validate31(data.one, {instancePath:instancePath+"/one",parentData:data,parentDataProperty:"one",rootData}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid6 = _errs21 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.other !== undefined && func0.call(data, "other")){
const _errs22 = errors;
if(!(validate31(data.other, {instancePath:instancePath+"/other",parentData:data,parentDataProperty:"other",rootData}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid6 = _errs22 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/oneOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "heads"){
const _errs23 = errors;
if(errors === _errs23){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing4;
if(((((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing4 = "kind")) || (((data.one === undefined) || (!(func0.call(data, "one")))) && (missing4 = "one"))) || (((data.other === undefined) || (!(func0.call(data, "other")))) && (missing4 = "other"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/3/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs25 = errors;
for(const key3 of Object.keys(data)){
if(!(((key3 === "kind") || (key3 === "one")) || (key3 === "other"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/3/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs25 === errors){
if(data.kind !== undefined && func0.call(data, "kind")){
let data9 = data.kind;
const _errs26 = errors;
if(typeof data9 !== "string"){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/3/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("heads" !== data9){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/3/properties/kind/const",keyword:"const",params:{allowedValue: "heads"},message:"must be equal to constant"}];
return false;
}
var valid8 = _errs26 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data.one !== undefined && func0.call(data, "one")){
const _errs28 = errors;
if(!(validate58(data.one, {instancePath:instancePath+"/one",parentData:data,parentDataProperty:"one",rootData}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
var valid8 = _errs28 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data.other !== undefined && func0.call(data, "other")){
const _errs29 = errors;
if(!(validate58(data.other, {instancePath:instancePath+"/other",parentData:data,parentDataProperty:"other",rootData}))){
vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
errors = vErrors.length;
}
var valid8 = _errs29 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/oneOf/3/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "manifests"){
const _errs30 = errors;
if(errors === _errs30){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing5;
if(((((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing5 = "kind")) || (((data.one === undefined) || (!(func0.call(data, "one")))) && (missing5 = "one"))) || (((data.other === undefined) || (!(func0.call(data, "other")))) && (missing5 = "other"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/4/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"}];
return false;
}
else {
const _errs32 = errors;
for(const key4 of Object.keys(data)){
if(!(((key4 === "kind") || (key4 === "one")) || (key4 === "other"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/4/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs32 === errors){
if(data.kind !== undefined && func0.call(data, "kind")){
let data12 = data.kind;
const _errs33 = errors;
if(typeof data12 !== "string"){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/4/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("manifests" !== data12){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/4/properties/kind/const",keyword:"const",params:{allowedValue: "manifests"},message:"must be equal to constant"}];
return false;
}
var valid10 = _errs33 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data.one !== undefined && func0.call(data, "one")){
const _errs35 = errors;
if(!(validate44(data.one, {instancePath:instancePath+"/one",parentData:data,parentDataProperty:"one",rootData}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
var valid10 = _errs35 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data.other !== undefined && func0.call(data, "other")){
const _errs36 = errors;
if(!(validate44(data.other, {instancePath:instancePath+"/other",parentData:data,parentDataProperty:"other",rootData}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
var valid10 = _errs36 === errors;
}
else {
var valid10 = true;
}
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/oneOf/4/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "totals"){
const _errs37 = errors;
if(errors === _errs37){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing6;
if(((((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing6 = "kind")) || (((data.one === undefined) || (!(func0.call(data, "one")))) && (missing6 = "one"))) || (((data.other === undefined) || (!(func0.call(data, "other")))) && (missing6 = "other"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/5/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"}];
return false;
}
else {
const _errs39 = errors;
for(const key5 of Object.keys(data)){
if(!(((key5 === "kind") || (key5 === "one")) || (key5 === "other"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/5/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs39 === errors){
if(data.kind !== undefined && func0.call(data, "kind")){
let data15 = data.kind;
const _errs40 = errors;
if(typeof data15 !== "string"){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/5/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("totals" !== data15){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/5/properties/kind/const",keyword:"const",params:{allowedValue: "totals"},message:"must be equal to constant"}];
return false;
}
var valid12 = _errs40 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data.one !== undefined && func0.call(data, "one")){
const _errs42 = errors;
if(!(validate63(data.one, {instancePath:instancePath+"/one",parentData:data,parentDataProperty:"one",rootData}))){
vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors);
errors = vErrors.length;
}
var valid12 = _errs42 === errors;
}
else {
var valid12 = true;
}
if(valid12){
if(data.other !== undefined && func0.call(data, "other")){
const _errs43 = errors;
if(!(validate63(data.other, {instancePath:instancePath+"/other",parentData:data,parentDataProperty:"other",rootData}))){
vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors);
errors = vErrors.length;
}
var valid12 = _errs43 === errors;
}
else {
var valid12 = true;
}
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/oneOf/5/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "announcements"){
const _errs44 = errors;
if(errors === _errs44){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing7;
if(((((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing7 = "kind")) || (((data.one === undefined) || (!(func0.call(data, "one")))) && (missing7 = "one"))) || (((data.other === undefined) || (!(func0.call(data, "other")))) && (missing7 = "other"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/6/required",keyword:"required",params:{missingProperty: missing7},message:"must have required property '"+missing7+"'"}];
return false;
}
else {
const _errs46 = errors;
for(const key6 of Object.keys(data)){
if(!(((key6 === "kind") || (key6 === "one")) || (key6 === "other"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/6/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs46 === errors){
if(data.kind !== undefined && func0.call(data, "kind")){
let data18 = data.kind;
const _errs47 = errors;
if(typeof data18 !== "string"){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/6/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("announcements" !== data18){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/6/properties/kind/const",keyword:"const",params:{allowedValue: "announcements"},message:"must be equal to constant"}];
return false;
}
var valid14 = _errs47 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data.one !== undefined && func0.call(data, "one")){
const _errs49 = errors;
if(!(validate66(data.one, {instancePath:instancePath+"/one",parentData:data,parentDataProperty:"one",rootData}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
var valid14 = _errs49 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data.other !== undefined && func0.call(data, "other")){
const _errs50 = errors;
if(!(validate66(data.other, {instancePath:instancePath+"/other",parentData:data,parentDataProperty:"other",rootData}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
var valid14 = _errs50 === errors;
}
else {
var valid14 = true;
}
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/oneOf/6/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "certificates"){
const _errs51 = errors;
if(errors === _errs51){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing8;
if(((((data.kind === undefined) || (!(func0.call(data, "kind")))) && (missing8 = "kind")) || (((data.one === undefined) || (!(func0.call(data, "one")))) && (missing8 = "one"))) || (((data.other === undefined) || (!(func0.call(data, "other")))) && (missing8 = "other"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/7/required",keyword:"required",params:{missingProperty: missing8},message:"must have required property '"+missing8+"'"}];
return false;
}
else {
const _errs53 = errors;
for(const key7 of Object.keys(data)){
if(!(((key7 === "kind") || (key7 === "one")) || (key7 === "other"))){
validate27.errors = [{instancePath,schemaPath:"#/oneOf/7/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs53 === errors){
if(data.kind !== undefined && func0.call(data, "kind")){
let data21 = data.kind;
const _errs54 = errors;
if(typeof data21 !== "string"){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/7/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("certificates" !== data21){
validate27.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/oneOf/7/properties/kind/const",keyword:"const",params:{allowedValue: "certificates"},message:"must be equal to constant"}];
return false;
}
var valid16 = _errs54 === errors;
}
else {
var valid16 = true;
}
if(valid16){
if(data.one !== undefined && func0.call(data, "one")){
const _errs56 = errors;
if(!(validate69(data.one, {instancePath:instancePath+"/one",parentData:data,parentDataProperty:"one",rootData}))){
vErrors = vErrors === null ? validate69.errors : vErrors.concat(validate69.errors);
errors = vErrors.length;
}
var valid16 = _errs56 === errors;
}
else {
var valid16 = true;
}
if(valid16){
if(data.other !== undefined && func0.call(data, "other")){
const _errs57 = errors;
if(!(validate69(data.other, {instancePath:instancePath+"/other",parentData:data,parentDataProperty:"other",rootData}))){
vErrors = vErrors === null ? validate69.errors : vErrors.concat(validate69.errors);
errors = vErrors.length;
}
var valid16 = _errs57 === errors;
}
else {
var valid16 = true;
}
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/oneOf/7/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "kind", tagValue: tag0},message:"value of tag \"kind\" must be in oneOf"}];
return false;
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "kind", tagValue: tag0},message:"tag \"kind\" must be string"}];
return false;
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate27.errors = vErrors;
return errors === 0;
}


function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="evidence.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.proofs === undefined) || (!(func0.call(data, "proofs")))) && (missing0 = "proofs"))){
validate26.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!((((key0 === "version") || (key0 === "deployment")) || (key0 === "type")) || (key0 === "proofs"))){
validate26.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate26.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate26.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate26.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate26.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate26.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("evidence" !== data2){
validate26.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "evidence"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.proofs !== undefined && func0.call(data, "proofs")){
let data3 = data.proofs;
const _errs9 = errors;
if(errors === _errs9){
if(Array.isArray(data3)){
if(data3.length > 64){
validate26.errors = [{instancePath:instancePath+"/proofs",schemaPath:"#/properties/proofs/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
if(data3.length < 1){
validate26.errors = [{instancePath:instancePath+"/proofs",schemaPath:"#/properties/proofs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
const _errs11 = errors;
if(!(validate27(data3[i0], {instancePath:instancePath+"/proofs/" + i0,parentData:data3,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
var valid2 = _errs11 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate26.errors = [{instancePath:instancePath+"/proofs",schemaPath:"#/properties/proofs/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate26.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate26.errors = vErrors;
return errors === 0;
}

const head_pair = validate76;
const schema257 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"head-pair.schema.json","title":"HeadPair","type":"object","additionalProperties":false,"required":["version","deployment","type","one","other"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"head-pair","type":"string"},"one":{"$ref":"log.schema.json#/definitions/head"},"other":{"$ref":"log.schema.json#/definitions/head"}}};

function validate77(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator"))) || (((data.storeEpoch === undefined) || (!(func0.call(data, "storeEpoch")))) && (missing0 = "storeEpoch"))) || (((data.length === undefined) || (!(func0.call(data, "length")))) && (missing0 = "length"))) || (((data.hash === undefined) || (!(func0.call(data, "hash")))) && (missing0 = "hash"))) || (((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot"))) || (((data.keptFrom === undefined) || (!(func0.call(data, "keptFrom")))) && (missing0 = "keptFrom"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate77.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema129.properties, key0))){
validate77.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate77.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate77.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate77.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate77.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate77.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("head" !== data2){
validate77.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "head"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.area !== undefined && func0.call(data, "area")){
let data3 = data.area;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
validate77.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate77.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data4 = data.aggregator;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate77.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 16 || isNaN(data4)){
validate77.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validate77.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.storeEpoch !== undefined && func0.call(data, "storeEpoch")){
let data5 = data.storeEpoch;
const _errs15 = errors;
const _errs16 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate77.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate77.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate77.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.length !== undefined && func0.call(data, "length")){
let data6 = data.length;
const _errs18 = errors;
const _errs20 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate77.errors = [{instancePath:instancePath+"/length",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate77.errors = [{instancePath:instancePath+"/length",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate77.errors = [{instancePath:instancePath+"/length",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hash !== undefined && func0.call(data, "hash")){
let data7 = data.hash;
const _errs22 = errors;
const _errs24 = errors;
if(errors === _errs24){
if(typeof data7 === "string"){
if(!pattern2.test(data7)){
validate77.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate77.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data8 = data.ballot;
const _errs26 = errors;
const _errs28 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate77.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs28){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 9007199254740991 || isNaN(data8)){
validate77.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate77.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.keptFrom !== undefined && func0.call(data, "keptFrom")){
let data9 = data.keptFrom;
const _errs30 = errors;
const _errs32 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate77.errors = [{instancePath:instancePath+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs32){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 4294967295 || isNaN(data9)){
validate77.errors = [{instancePath:instancePath+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate77.errors = [{instancePath:instancePath+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data10 = data.signature;
const _errs34 = errors;
const _errs36 = errors;
if(errors === _errs36){
if(typeof data10 === "string"){
if(!pattern4.test(data10)){
validate77.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate77.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs34 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate77.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate77.errors = vErrors;
return errors === 0;
}


function validate76(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="head-pair.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.one === undefined) || (!(func0.call(data, "one")))) && (missing0 = "one"))) || (((data.other === undefined) || (!(func0.call(data, "other")))) && (missing0 = "other"))){
validate76.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((((key0 === "version") || (key0 === "deployment")) || (key0 === "type")) || (key0 === "one")) || (key0 === "other"))){
validate76.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate76.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate76.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate76.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate76.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate76.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("head-pair" !== data2){
validate76.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "head-pair"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.one !== undefined && func0.call(data, "one")){
const _errs9 = errors;
if(!(validate77(data.one, {instancePath:instancePath+"/one",parentData:data,parentDataProperty:"one",rootData}))){
vErrors = vErrors === null ? validate77.errors : vErrors.concat(validate77.errors);
errors = vErrors.length;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.other !== undefined && func0.call(data, "other")){
const _errs10 = errors;
if(!(validate77(data.other, {instancePath:instancePath+"/other",parentData:data,parentDataProperty:"other",rootData}))){
vErrors = vErrors === null ? validate77.errors : vErrors.concat(validate77.errors);
errors = vErrors.length;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate76.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate76.errors = vErrors;
return errors === 0;
}

const key_card = validate80;
const schema269 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"key-card.schema.json","title":"KeyCard","type":"object","additionalProperties":false,"required":["version","deployment","type","aggregator","operator","serial","storeEpoch","keys","validFromMs","validUntilMs","signature"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"key-card","type":"string"},"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"operator":{"$ref":"defs.schema.json#/definitions/operatorId"},"serial":{"allOf":[{"$ref":"defs.schema.json#/definitions/sequence"}]},"storeEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"keys":{"type":"array","items":{"title":"HpkeKey","type":"object","additionalProperties":false,"required":["keyId","publicKey","validFromMs","validUntilMs"],"properties":{"keyId":{"$ref":"defs.schema.json#/definitions/keyId"},"publicKey":{"allOf":[{"$ref":"defs.schema.json#/definitions/hpkePublicKey"}]},"validFromMs":{"allOf":[{"$ref":"defs.schema.json#/definitions/unixMs"}]},"validUntilMs":{"allOf":[{"$ref":"defs.schema.json#/definitions/unixMs"}]}}},"minItems":1,"maxItems":2},"validFromMs":{"allOf":[{"$ref":"defs.schema.json#/definitions/unixMs"}]},"validUntilMs":{"allOf":[{"$ref":"defs.schema.json#/definitions/unixMs"}]},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]}}};
const schema275 = {"type":"string","pattern":"^[A-Za-z0-9_-]{1,32}$"};
const schema276 = {"type":"string","pattern":"^([A-Za-z0-9_-]{1622}|[A-Za-z0-9_-]{43})$"};
const pattern142 = new RegExp("^[A-Za-z0-9_-]{1,32}$", "u");
const pattern143 = new RegExp("^([A-Za-z0-9_-]{1622}|[A-Za-z0-9_-]{43})$", "u");

function validate80(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="key-card.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator"))) || (((data.operator === undefined) || (!(func0.call(data, "operator")))) && (missing0 = "operator"))) || (((data.serial === undefined) || (!(func0.call(data, "serial")))) && (missing0 = "serial"))) || (((data.storeEpoch === undefined) || (!(func0.call(data, "storeEpoch")))) && (missing0 = "storeEpoch"))) || (((data.keys === undefined) || (!(func0.call(data, "keys")))) && (missing0 = "keys"))) || (((data.validFromMs === undefined) || (!(func0.call(data, "validFromMs")))) && (missing0 = "validFromMs"))) || (((data.validUntilMs === undefined) || (!(func0.call(data, "validUntilMs")))) && (missing0 = "validUntilMs"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate80.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema269.properties, key0))){
validate80.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate80.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate80.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate80.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate80.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate80.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("key-card" !== data2){
validate80.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "key-card"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data3 = data.aggregator;
const _errs9 = errors;
const _errs10 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate80.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 16 || isNaN(data3)){
validate80.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data3 < 1 || isNaN(data3)){
validate80.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.operator !== undefined && func0.call(data, "operator")){
let data4 = data.operator;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
validate80.errors = [{instancePath:instancePath+"/operator",schemaPath:"defs.schema.json#/definitions/operatorId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate80.errors = [{instancePath:instancePath+"/operator",schemaPath:"defs.schema.json#/definitions/operatorId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.serial !== undefined && func0.call(data, "serial")){
let data5 = data.serial;
const _errs15 = errors;
const _errs17 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate80.errors = [{instancePath:instancePath+"/serial",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs17){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate80.errors = [{instancePath:instancePath+"/serial",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate80.errors = [{instancePath:instancePath+"/serial",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.storeEpoch !== undefined && func0.call(data, "storeEpoch")){
let data6 = data.storeEpoch;
const _errs19 = errors;
const _errs20 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate80.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate80.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate80.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.keys !== undefined && func0.call(data, "keys")){
let data7 = data.keys;
const _errs22 = errors;
if(errors === _errs22){
if(Array.isArray(data7)){
if(data7.length > 2){
validate80.errors = [{instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/maxItems",keyword:"maxItems",params:{limit: 2},message:"must NOT have more than 2 items"}];
return false;
}
else {
if(data7.length < 1){
validate80.errors = [{instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid7 = true;
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
const _errs24 = errors;
if(errors === _errs24){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing1;
if((((((data8.keyId === undefined) || (!(func0.call(data8, "keyId")))) && (missing1 = "keyId")) || (((data8.publicKey === undefined) || (!(func0.call(data8, "publicKey")))) && (missing1 = "publicKey"))) || (((data8.validFromMs === undefined) || (!(func0.call(data8, "validFromMs")))) && (missing1 = "validFromMs"))) || (((data8.validUntilMs === undefined) || (!(func0.call(data8, "validUntilMs")))) && (missing1 = "validUntilMs"))){
validate80.errors = [{instancePath:instancePath+"/keys/" + i0,schemaPath:"#/properties/keys/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs26 = errors;
for(const key1 of Object.keys(data8)){
if(!((((key1 === "keyId") || (key1 === "publicKey")) || (key1 === "validFromMs")) || (key1 === "validUntilMs"))){
validate80.errors = [{instancePath:instancePath+"/keys/" + i0,schemaPath:"#/properties/keys/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs26 === errors){
if(data8.keyId !== undefined && func0.call(data8, "keyId")){
let data9 = data8.keyId;
const _errs27 = errors;
const _errs28 = errors;
if(errors === _errs28){
if(typeof data9 === "string"){
if(!pattern142.test(data9)){
validate80.errors = [{instancePath:instancePath+"/keys/" + i0+"/keyId",schemaPath:"defs.schema.json#/definitions/keyId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{1,32}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{1,32}$"+"\""}];
return false;
}
}
else {
validate80.errors = [{instancePath:instancePath+"/keys/" + i0+"/keyId",schemaPath:"defs.schema.json#/definitions/keyId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid8 = _errs27 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data8.publicKey !== undefined && func0.call(data8, "publicKey")){
let data10 = data8.publicKey;
const _errs30 = errors;
const _errs32 = errors;
if(errors === _errs32){
if(typeof data10 === "string"){
if(!pattern143.test(data10)){
validate80.errors = [{instancePath:instancePath+"/keys/" + i0+"/publicKey",schemaPath:"defs.schema.json#/definitions/hpkePublicKey/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_-]{1622}|[A-Za-z0-9_-]{43})$"},message:"must match pattern \""+"^([A-Za-z0-9_-]{1622}|[A-Za-z0-9_-]{43})$"+"\""}];
return false;
}
}
else {
validate80.errors = [{instancePath:instancePath+"/keys/" + i0+"/publicKey",schemaPath:"defs.schema.json#/definitions/hpkePublicKey/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid8 = _errs30 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data8.validFromMs !== undefined && func0.call(data8, "validFromMs")){
let data11 = data8.validFromMs;
const _errs34 = errors;
const _errs36 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate80.errors = [{instancePath:instancePath+"/keys/" + i0+"/validFromMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs36){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 9007199254740991 || isNaN(data11)){
validate80.errors = [{instancePath:instancePath+"/keys/" + i0+"/validFromMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data11 < 0 || isNaN(data11)){
validate80.errors = [{instancePath:instancePath+"/keys/" + i0+"/validFromMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid8 = _errs34 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data8.validUntilMs !== undefined && func0.call(data8, "validUntilMs")){
let data12 = data8.validUntilMs;
const _errs38 = errors;
const _errs40 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate80.errors = [{instancePath:instancePath+"/keys/" + i0+"/validUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs40){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 9007199254740991 || isNaN(data12)){
validate80.errors = [{instancePath:instancePath+"/keys/" + i0+"/validUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data12 < 0 || isNaN(data12)){
validate80.errors = [{instancePath:instancePath+"/keys/" + i0+"/validUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid8 = _errs38 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
}
}
else {
validate80.errors = [{instancePath:instancePath+"/keys/" + i0,schemaPath:"#/properties/keys/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid7 = _errs24 === errors;
if(!valid7){
break;
}
}
}
}
}
else {
validate80.errors = [{instancePath:instancePath+"/keys",schemaPath:"#/properties/keys/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.validFromMs !== undefined && func0.call(data, "validFromMs")){
let data13 = data.validFromMs;
const _errs42 = errors;
const _errs44 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate80.errors = [{instancePath:instancePath+"/validFromMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs44){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 9007199254740991 || isNaN(data13)){
validate80.errors = [{instancePath:instancePath+"/validFromMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data13 < 0 || isNaN(data13)){
validate80.errors = [{instancePath:instancePath+"/validFromMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs42 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.validUntilMs !== undefined && func0.call(data, "validUntilMs")){
let data14 = data.validUntilMs;
const _errs46 = errors;
const _errs48 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validate80.errors = [{instancePath:instancePath+"/validUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs48){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 9007199254740991 || isNaN(data14)){
validate80.errors = [{instancePath:instancePath+"/validUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data14 < 0 || isNaN(data14)){
validate80.errors = [{instancePath:instancePath+"/validUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs46 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data15 = data.signature;
const _errs50 = errors;
const _errs52 = errors;
if(errors === _errs52){
if(typeof data15 === "string"){
if(!pattern4.test(data15)){
validate80.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate80.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs50 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate80.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate80.errors = vErrors;
return errors === 0;
}

const log = validate37;
const schema128 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"log.schema.json","title":"LogMessage","type":"object","discriminator":{"propertyName":"type"},"required":["type"],"oneOf":[{"$ref":"#/definitions/head"},{"title":"PromiseMessage","type":"object","additionalProperties":false,"required":["version","deployment","type","promise"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"promise","type":"string"},"promise":{"$ref":"defs.schema.json#/definitions/ballotPromise"},"entry":{"$ref":"entry.schema.json"},"manifests":{"type":"array","items":{"$ref":"manifest.schema.json"},"minItems":0,"maxItems":2048},"bases":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/ballotBasis"},"minItems":1,"maxItems":9}}},{"title":"LogEntries","type":"object","additionalProperties":false,"required":["version","deployment","type","area","entries"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"log-entries","type":"string"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"entries":{"type":"array","items":{"$ref":"certified-entry.schema.json"},"minItems":1,"maxItems":256}}},{"title":"Inquiry","type":"object","additionalProperties":false,"required":["version","deployment","type","aggregator","nonce","signature"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"inquiry","type":"string"},"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"nonce":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes16"}]},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]}}},{"title":"Witness","type":"object","additionalProperties":false,"required":["version","deployment","type","aggregator","about","nonce","areas","signature"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"witness","type":"string"},"aggregator":{"allOf":[{"$ref":"defs.schema.json#/definitions/aggregatorIndex"}]},"about":{"allOf":[{"$ref":"defs.schema.json#/definitions/aggregatorIndex"}]},"nonce":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes16"}]},"head":{"allOf":[{"$ref":"#/definitions/head"}]},"areas":{"type":"array","items":{"title":"WitnessedArea","type":"object","additionalProperties":false,"required":["area"],"properties":{"area":{"$ref":"defs.schema.json#/definitions/areaId"},"certificate":{"allOf":[{"$ref":"#/definitions/certificate"}]},"accept":{"allOf":[{"$ref":"accept.schema.json"}]},"lock":{"title":"WitnessedLock","type":"object","additionalProperties":false,"required":["sequence","ballot","hash"],"properties":{"sequence":{"$ref":"defs.schema.json#/definitions/sequence"},"ballot":{"$ref":"defs.schema.json#/definitions/sequence"},"hash":{"$ref":"defs.schema.json#/definitions/bytes32"}}},"promised":{"title":"WitnessedPromise","type":"object","additionalProperties":false,"required":["sequence","ballot","proposer"],"properties":{"sequence":{"$ref":"defs.schema.json#/definitions/sequence"},"ballot":{"$ref":"defs.schema.json#/definitions/sequence"},"proposer":{"$ref":"defs.schema.json#/definitions/bytes16"}}}}},"minItems":0,"maxItems":4096},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]}}},{"title":"HeadRequest","type":"object","additionalProperties":false,"required":["version","deployment","type","area"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"head-request","type":"string"},"area":{"$ref":"defs.schema.json#/definitions/areaId"}}}],"definitions":{"certificate":{"title":"CompactCertificate","type":"object","additionalProperties":false,"required":["sequence","ballot","hash","previous","accepts"],"properties":{"sequence":{"$ref":"defs.schema.json#/definitions/sequence"},"ballot":{"$ref":"defs.schema.json#/definitions/sequence"},"hash":{"$ref":"defs.schema.json#/definitions/bytes32"},"previous":{"$ref":"defs.schema.json#/definitions/bytes32"},"accepts":{"type":"array","items":{"$ref":"certified-entry.schema.json#/properties/certificate/properties/accepts/items"},"minItems":1,"maxItems":16}}},"head":{"title":"Head","type":"object","additionalProperties":false,"required":["version","deployment","type","area","aggregator","storeEpoch","length","hash","ballot","keptFrom","signature"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"head","type":"string"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"storeEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"length":{"allOf":[{"$ref":"defs.schema.json#/definitions/sequence"}]},"hash":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"ballot":{"allOf":[{"$ref":"defs.schema.json#/definitions/sequence"}]},"keptFrom":{"allOf":[{"$ref":"defs.schema.json#/definitions/interval"}]},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]}}}}};

function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator"))) || (((data.storeEpoch === undefined) || (!(func0.call(data, "storeEpoch")))) && (missing0 = "storeEpoch"))) || (((data.length === undefined) || (!(func0.call(data, "length")))) && (missing0 = "length"))) || (((data.hash === undefined) || (!(func0.call(data, "hash")))) && (missing0 = "hash"))) || (((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot"))) || (((data.keptFrom === undefined) || (!(func0.call(data, "keptFrom")))) && (missing0 = "keptFrom"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate38.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema129.properties, key0))){
validate38.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate38.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate38.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate38.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate38.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate38.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("head" !== data2){
validate38.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "head"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.area !== undefined && func0.call(data, "area")){
let data3 = data.area;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
validate38.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate38.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data4 = data.aggregator;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate38.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 16 || isNaN(data4)){
validate38.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validate38.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.storeEpoch !== undefined && func0.call(data, "storeEpoch")){
let data5 = data.storeEpoch;
const _errs15 = errors;
const _errs16 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate38.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate38.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate38.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.length !== undefined && func0.call(data, "length")){
let data6 = data.length;
const _errs18 = errors;
const _errs20 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate38.errors = [{instancePath:instancePath+"/length",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate38.errors = [{instancePath:instancePath+"/length",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate38.errors = [{instancePath:instancePath+"/length",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hash !== undefined && func0.call(data, "hash")){
let data7 = data.hash;
const _errs22 = errors;
const _errs24 = errors;
if(errors === _errs24){
if(typeof data7 === "string"){
if(!pattern2.test(data7)){
validate38.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate38.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data8 = data.ballot;
const _errs26 = errors;
const _errs28 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate38.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs28){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 9007199254740991 || isNaN(data8)){
validate38.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate38.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.keptFrom !== undefined && func0.call(data, "keptFrom")){
let data9 = data.keptFrom;
const _errs30 = errors;
const _errs32 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate38.errors = [{instancePath:instancePath+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs32){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 4294967295 || isNaN(data9)){
validate38.errors = [{instancePath:instancePath+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate38.errors = [{instancePath:instancePath+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data10 = data.signature;
const _errs34 = errors;
const _errs36 = errors;
if(errors === _errs36){
if(typeof data10 === "string"){
if(!pattern4.test(data10)){
validate38.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate38.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs34 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate38.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate38.errors = vErrors;
return errors === 0;
}


function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment")) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area"))) || (((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing0 = "sequence"))) || (((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot"))) || (((data.proposer === undefined) || (!(func0.call(data, "proposer")))) && (missing0 = "proposer"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator"))) || (((data.storeEpoch === undefined) || (!(func0.call(data, "storeEpoch")))) && (missing0 = "storeEpoch"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate40.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema115.properties, key0))){
validate40.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data0 = data.deployment;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate40.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate40.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.area !== undefined && func0.call(data, "area")){
let data1 = data.area;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(!pattern1.test(data1)){
validate40.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate40.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data2 = data.sequence;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate40.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate40.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate40.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data3 = data.ballot;
const _errs11 = errors;
const _errs12 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate40.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs12){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate40.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate40.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.proposer !== undefined && func0.call(data, "proposer")){
let data4 = data.proposer;
const _errs14 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data4 === "string"){
if(!pattern62.test(data4)){
validate40.errors = [{instancePath:instancePath+"/proposer",schemaPath:"defs.schema.json#/definitions/bytes16/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{22}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{22}$"+"\""}];
return false;
}
}
else {
validate40.errors = [{instancePath:instancePath+"/proposer",schemaPath:"defs.schema.json#/definitions/bytes16/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data5 = data.aggregator;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate40.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs19){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 16 || isNaN(data5)){
validate40.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate40.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.storeEpoch !== undefined && func0.call(data, "storeEpoch")){
let data6 = data.storeEpoch;
const _errs21 = errors;
const _errs22 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate40.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs22){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate40.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate40.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lock !== undefined && func0.call(data, "lock")){
const _errs24 = errors;
if(!(validate32(data.lock, {instancePath:instancePath+"/lock",parentData:data,parentDataProperty:"lock",rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data8 = data.signature;
const _errs26 = errors;
const _errs28 = errors;
if(errors === _errs28){
if(typeof data8 === "string"){
if(!pattern4.test(data8)){
validate40.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate40.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate40.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate40.errors = vErrors;
return errors === 0;
}

const schema165 = {"title":"BallotBasis","type":"object","additionalProperties":false,"required":["ballot","hash","promises"],"properties":{"ballot":{"$ref":"defs.schema.json#/definitions/sequence"},"hash":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]},"promises":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/ballotPromise"},"minItems":1,"maxItems":16}}};

function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment")) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area"))) || (((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing0 = "sequence"))) || (((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot"))) || (((data.proposer === undefined) || (!(func0.call(data, "proposer")))) && (missing0 = "proposer"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator"))) || (((data.storeEpoch === undefined) || (!(func0.call(data, "storeEpoch")))) && (missing0 = "storeEpoch"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate47.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema115.properties, key0))){
validate47.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data0 = data.deployment;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate47.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate47.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.area !== undefined && func0.call(data, "area")){
let data1 = data.area;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(!pattern1.test(data1)){
validate47.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate47.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data2 = data.sequence;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate47.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate47.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate47.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data3 = data.ballot;
const _errs11 = errors;
const _errs12 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate47.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs12){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate47.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate47.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.proposer !== undefined && func0.call(data, "proposer")){
let data4 = data.proposer;
const _errs14 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data4 === "string"){
if(!pattern62.test(data4)){
validate47.errors = [{instancePath:instancePath+"/proposer",schemaPath:"defs.schema.json#/definitions/bytes16/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{22}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{22}$"+"\""}];
return false;
}
}
else {
validate47.errors = [{instancePath:instancePath+"/proposer",schemaPath:"defs.schema.json#/definitions/bytes16/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data5 = data.aggregator;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate47.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs19){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 16 || isNaN(data5)){
validate47.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate47.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.storeEpoch !== undefined && func0.call(data, "storeEpoch")){
let data6 = data.storeEpoch;
const _errs21 = errors;
const _errs22 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate47.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs22){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate47.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate47.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lock !== undefined && func0.call(data, "lock")){
const _errs24 = errors;
if(!(validate32(data.lock, {instancePath:instancePath+"/lock",parentData:data,parentDataProperty:"lock",rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data8 = data.signature;
const _errs26 = errors;
const _errs28 = errors;
if(errors === _errs28){
if(typeof data8 === "string"){
if(!pattern4.test(data8)){
validate47.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate47.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate47.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate47.errors = vErrors;
return errors === 0;
}


function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot")) || (((data.hash === undefined) || (!(func0.call(data, "hash")))) && (missing0 = "hash"))) || (((data.promises === undefined) || (!(func0.call(data, "promises")))) && (missing0 = "promises"))){
validate46.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((key0 === "ballot") || (key0 === "hash")) || (key0 === "promises"))){
validate46.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data0 = data.ballot;
const _errs2 = errors;
const _errs3 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate46.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs3){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 9007199254740991 || isNaN(data0)){
validate46.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data0 < 0 || isNaN(data0)){
validate46.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hash !== undefined && func0.call(data, "hash")){
let data1 = data.hash;
const _errs5 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data1 === "string"){
if(!pattern2.test(data1)){
validate46.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate46.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.promises !== undefined && func0.call(data, "promises")){
let data2 = data.promises;
const _errs9 = errors;
if(errors === _errs9){
if(Array.isArray(data2)){
if(data2.length > 16){
validate46.errors = [{instancePath:instancePath+"/promises",schemaPath:"#/properties/promises/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data2.length < 1){
validate46.errors = [{instancePath:instancePath+"/promises",schemaPath:"#/properties/promises/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid4 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs11 = errors;
if(!(validate47(data2[i0], {instancePath:instancePath+"/promises/" + i0,parentData:data2,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate47.errors : vErrors.concat(validate47.errors);
errors = vErrors.length;
}
var valid4 = _errs11 === errors;
if(!valid4){
break;
}
}
}
}
}
else {
validate46.errors = [{instancePath:instancePath+"/promises",schemaPath:"#/properties/promises/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate46.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate46.errors = vErrors;
return errors === 0;
}


function validate53(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing0 = "sequence")) || (((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot"))) || (((data.hash === undefined) || (!(func0.call(data, "hash")))) && (missing0 = "hash"))) || (((data.previous === undefined) || (!(func0.call(data, "previous")))) && (missing0 = "previous"))) || (((data.accepts === undefined) || (!(func0.call(data, "accepts")))) && (missing0 = "accepts"))){
validate53.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((((key0 === "sequence") || (key0 === "ballot")) || (key0 === "hash")) || (key0 === "previous")) || (key0 === "accepts"))){
validate53.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data0 = data.sequence;
const _errs2 = errors;
const _errs3 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate53.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs3){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 9007199254740991 || isNaN(data0)){
validate53.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data0 < 0 || isNaN(data0)){
validate53.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data1 = data.ballot;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate53.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs6){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
validate53.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data1 < 0 || isNaN(data1)){
validate53.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hash !== undefined && func0.call(data, "hash")){
let data2 = data.hash;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data2 === "string"){
if(!pattern2.test(data2)){
validate53.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate53.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.previous !== undefined && func0.call(data, "previous")){
let data3 = data.previous;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data3 === "string"){
if(!pattern2.test(data3)){
validate53.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate53.errors = [{instancePath:instancePath+"/previous",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.accepts !== undefined && func0.call(data, "accepts")){
let data4 = data.accepts;
const _errs14 = errors;
if(errors === _errs14){
if(Array.isArray(data4)){
if(data4.length > 16){
validate53.errors = [{instancePath:instancePath+"/accepts",schemaPath:"#/properties/accepts/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data4.length < 1){
validate53.errors = [{instancePath:instancePath+"/accepts",schemaPath:"#/properties/accepts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid5 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
const _errs16 = errors;
if(!(validate54(data4[i0], {instancePath:instancePath+"/accepts/" + i0,parentData:data4,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
errors = vErrors.length;
}
var valid5 = _errs16 === errors;
if(!valid5){
break;
}
}
}
}
}
else {
validate53.errors = [{instancePath:instancePath+"/accepts",schemaPath:"#/properties/accepts/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate53.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate53.errors = vErrors;
return errors === 0;
}


function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="log.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type")){
validate37.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const tag0 = data.type;
if(typeof tag0 == "string"){
if(tag0 === "head"){
if(!(validate38(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
else if(tag0 === "promise"){
const _errs3 = errors;
if(errors === _errs3){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing1 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing1 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing1 = "type"))) || (((data.promise === undefined) || (!(func0.call(data, "promise")))) && (missing1 = "promise"))){
validate37.errors = [{instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs5 = errors;
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "version") || (key0 === "deployment")) || (key0 === "type")) || (key0 === "promise")) || (key0 === "entry")) || (key0 === "manifests")) || (key0 === "bases"))){
validate37.errors = [{instancePath,schemaPath:"#/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs5 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs6 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate37.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/1/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate37.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/1/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid3 = _errs6 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate37.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid3 = _errs8 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs11 = errors;
if(typeof data2 !== "string"){
validate37.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/1/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("promise" !== data2){
validate37.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/1/properties/type/const",keyword:"const",params:{allowedValue: "promise"},message:"must be equal to constant"}];
return false;
}
var valid3 = _errs11 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data.promise !== undefined && func0.call(data, "promise")){
const _errs13 = errors;
if(!(validate40(data.promise, {instancePath:instancePath+"/promise",parentData:data,parentDataProperty:"promise",rootData}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
var valid3 = _errs13 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data.entry !== undefined && func0.call(data, "entry")){
const _errs14 = errors;
if(!(validate17(data.entry, {instancePath:instancePath+"/entry",parentData:data,parentDataProperty:"entry",rootData}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
errors = vErrors.length;
}
var valid3 = _errs14 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data.manifests !== undefined && func0.call(data, "manifests")){
let data5 = data.manifests;
const _errs15 = errors;
if(errors === _errs15){
if(Array.isArray(data5)){
if(data5.length > 2048){
validate37.errors = [{instancePath:instancePath+"/manifests",schemaPath:"#/oneOf/1/properties/manifests/maxItems",keyword:"maxItems",params:{limit: 2048},message:"must NOT have more than 2048 items"}];
return false;
}
else {
if(data5.length < 0){
validate37.errors = [{instancePath:instancePath+"/manifests",schemaPath:"#/oneOf/1/properties/manifests/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid5 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
const _errs17 = errors;
if(!(validate44(data5[i0], {instancePath:instancePath+"/manifests/" + i0,parentData:data5,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
var valid5 = _errs17 === errors;
if(!valid5){
break;
}
}
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/manifests",schemaPath:"#/oneOf/1/properties/manifests/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid3 = _errs15 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data.bases !== undefined && func0.call(data, "bases")){
let data7 = data.bases;
const _errs18 = errors;
if(errors === _errs18){
if(Array.isArray(data7)){
if(data7.length > 9){
validate37.errors = [{instancePath:instancePath+"/bases",schemaPath:"#/oneOf/1/properties/bases/maxItems",keyword:"maxItems",params:{limit: 9},message:"must NOT have more than 9 items"}];
return false;
}
else {
if(data7.length < 1){
validate37.errors = [{instancePath:instancePath+"/bases",schemaPath:"#/oneOf/1/properties/bases/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid6 = true;
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
const _errs20 = errors;
if(!(validate46(data7[i1], {instancePath:instancePath+"/bases/" + i1,parentData:data7,parentDataProperty:i1,rootData}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
var valid6 = _errs20 === errors;
if(!valid6){
break;
}
}
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/bases",schemaPath:"#/oneOf/1/properties/bases/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid3 = _errs18 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate37.errors = [{instancePath,schemaPath:"#/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "log-entries"){
const _errs21 = errors;
if(errors === _errs21){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if(((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing2 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing2 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing2 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing2 = "area"))) || (((data.entries === undefined) || (!(func0.call(data, "entries")))) && (missing2 = "entries"))){
validate37.errors = [{instancePath,schemaPath:"#/oneOf/2/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs23 = errors;
for(const key1 of Object.keys(data)){
if(!(((((key1 === "version") || (key1 === "deployment")) || (key1 === "type")) || (key1 === "area")) || (key1 === "entries"))){
validate37.errors = [{instancePath,schemaPath:"#/oneOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs23 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data9 = data.version;
const _errs24 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate37.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/2/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data9){
validate37.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/2/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid8 = _errs24 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data10 = data.deployment;
const _errs26 = errors;
const _errs27 = errors;
if(errors === _errs27){
if(typeof data10 === "string"){
if(!pattern0.test(data10)){
validate37.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid8 = _errs26 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data.type !== undefined && func0.call(data, "type")){
let data11 = data.type;
const _errs29 = errors;
if(typeof data11 !== "string"){
validate37.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/2/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("log-entries" !== data11){
validate37.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/2/properties/type/const",keyword:"const",params:{allowedValue: "log-entries"},message:"must be equal to constant"}];
return false;
}
var valid8 = _errs29 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data.area !== undefined && func0.call(data, "area")){
let data12 = data.area;
const _errs31 = errors;
const _errs32 = errors;
if(errors === _errs32){
if(typeof data12 === "string"){
if(!pattern1.test(data12)){
validate37.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid8 = _errs31 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data.entries !== undefined && func0.call(data, "entries")){
let data13 = data.entries;
const _errs34 = errors;
if(errors === _errs34){
if(Array.isArray(data13)){
if(data13.length > 256){
validate37.errors = [{instancePath:instancePath+"/entries",schemaPath:"#/oneOf/2/properties/entries/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"}];
return false;
}
else {
if(data13.length < 1){
validate37.errors = [{instancePath:instancePath+"/entries",schemaPath:"#/oneOf/2/properties/entries/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid11 = true;
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
const _errs36 = errors;
if(!(validate16(data13[i2], {instancePath:instancePath+"/entries/" + i2,parentData:data13,parentDataProperty:i2,rootData}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
var valid11 = _errs36 === errors;
if(!valid11){
break;
}
}
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/entries",schemaPath:"#/oneOf/2/properties/entries/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid8 = _errs34 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
}
}
}
else {
validate37.errors = [{instancePath,schemaPath:"#/oneOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "inquiry"){
const _errs37 = errors;
if(errors === _errs37){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing3 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing3 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing3 = "type"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing3 = "aggregator"))) || (((data.nonce === undefined) || (!(func0.call(data, "nonce")))) && (missing3 = "nonce"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing3 = "signature"))){
validate37.errors = [{instancePath,schemaPath:"#/oneOf/3/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs39 = errors;
for(const key2 of Object.keys(data)){
if(!((((((key2 === "version") || (key2 === "deployment")) || (key2 === "type")) || (key2 === "aggregator")) || (key2 === "nonce")) || (key2 === "signature"))){
validate37.errors = [{instancePath,schemaPath:"#/oneOf/3/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs39 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data15 = data.version;
const _errs40 = errors;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
validate37.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/3/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data15){
validate37.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/3/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid13 = _errs40 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data16 = data.deployment;
const _errs42 = errors;
const _errs43 = errors;
if(errors === _errs43){
if(typeof data16 === "string"){
if(!pattern0.test(data16)){
validate37.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid13 = _errs42 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data.type !== undefined && func0.call(data, "type")){
let data17 = data.type;
const _errs45 = errors;
if(typeof data17 !== "string"){
validate37.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/3/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("inquiry" !== data17){
validate37.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/3/properties/type/const",keyword:"const",params:{allowedValue: "inquiry"},message:"must be equal to constant"}];
return false;
}
var valid13 = _errs45 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data18 = data.aggregator;
const _errs47 = errors;
const _errs48 = errors;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
validate37.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs48){
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 16 || isNaN(data18)){
validate37.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data18 < 1 || isNaN(data18)){
validate37.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid13 = _errs47 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data.nonce !== undefined && func0.call(data, "nonce")){
let data19 = data.nonce;
const _errs50 = errors;
const _errs52 = errors;
if(errors === _errs52){
if(typeof data19 === "string"){
if(!pattern62.test(data19)){
validate37.errors = [{instancePath:instancePath+"/nonce",schemaPath:"defs.schema.json#/definitions/bytes16/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{22}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{22}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/nonce",schemaPath:"defs.schema.json#/definitions/bytes16/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid13 = _errs50 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data.signature !== undefined && func0.call(data, "signature")){
let data20 = data.signature;
const _errs54 = errors;
const _errs56 = errors;
if(errors === _errs56){
if(typeof data20 === "string"){
if(!pattern4.test(data20)){
validate37.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid13 = _errs54 === errors;
}
else {
var valid13 = true;
}
}
}
}
}
}
}
}
}
else {
validate37.errors = [{instancePath,schemaPath:"#/oneOf/3/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "witness"){
const _errs58 = errors;
if(errors === _errs58){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing4;
if((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing4 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing4 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing4 = "type"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing4 = "aggregator"))) || (((data.about === undefined) || (!(func0.call(data, "about")))) && (missing4 = "about"))) || (((data.nonce === undefined) || (!(func0.call(data, "nonce")))) && (missing4 = "nonce"))) || (((data.areas === undefined) || (!(func0.call(data, "areas")))) && (missing4 = "areas"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing4 = "signature"))){
validate37.errors = [{instancePath,schemaPath:"#/oneOf/4/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs60 = errors;
for(const key3 of Object.keys(data)){
if(!(func0.call(schema128.oneOf[4].properties, key3))){
validate37.errors = [{instancePath,schemaPath:"#/oneOf/4/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs60 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data21 = data.version;
const _errs61 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate37.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/4/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data21){
validate37.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/4/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid21 = _errs61 === errors;
}
else {
var valid21 = true;
}
if(valid21){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data22 = data.deployment;
const _errs63 = errors;
const _errs64 = errors;
if(errors === _errs64){
if(typeof data22 === "string"){
if(!pattern0.test(data22)){
validate37.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid21 = _errs63 === errors;
}
else {
var valid21 = true;
}
if(valid21){
if(data.type !== undefined && func0.call(data, "type")){
let data23 = data.type;
const _errs66 = errors;
if(typeof data23 !== "string"){
validate37.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/4/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("witness" !== data23){
validate37.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/4/properties/type/const",keyword:"const",params:{allowedValue: "witness"},message:"must be equal to constant"}];
return false;
}
var valid21 = _errs66 === errors;
}
else {
var valid21 = true;
}
if(valid21){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data24 = data.aggregator;
const _errs68 = errors;
const _errs70 = errors;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
validate37.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs70){
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 16 || isNaN(data24)){
validate37.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data24 < 1 || isNaN(data24)){
validate37.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid21 = _errs68 === errors;
}
else {
var valid21 = true;
}
if(valid21){
if(data.about !== undefined && func0.call(data, "about")){
let data25 = data.about;
const _errs72 = errors;
const _errs74 = errors;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
validate37.errors = [{instancePath:instancePath+"/about",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs74){
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 16 || isNaN(data25)){
validate37.errors = [{instancePath:instancePath+"/about",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data25 < 1 || isNaN(data25)){
validate37.errors = [{instancePath:instancePath+"/about",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid21 = _errs72 === errors;
}
else {
var valid21 = true;
}
if(valid21){
if(data.nonce !== undefined && func0.call(data, "nonce")){
let data26 = data.nonce;
const _errs76 = errors;
const _errs78 = errors;
if(errors === _errs78){
if(typeof data26 === "string"){
if(!pattern62.test(data26)){
validate37.errors = [{instancePath:instancePath+"/nonce",schemaPath:"defs.schema.json#/definitions/bytes16/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{22}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{22}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/nonce",schemaPath:"defs.schema.json#/definitions/bytes16/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid21 = _errs76 === errors;
}
else {
var valid21 = true;
}
if(valid21){
if(data.head !== undefined && func0.call(data, "head")){
const _errs80 = errors;
if(!(validate38(data.head, {instancePath:instancePath+"/head",parentData:data,parentDataProperty:"head",rootData}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
var valid21 = _errs80 === errors;
}
else {
var valid21 = true;
}
if(valid21){
if(data.areas !== undefined && func0.call(data, "areas")){
let data28 = data.areas;
const _errs82 = errors;
if(errors === _errs82){
if(Array.isArray(data28)){
if(data28.length > 4096){
validate37.errors = [{instancePath:instancePath+"/areas",schemaPath:"#/oneOf/4/properties/areas/maxItems",keyword:"maxItems",params:{limit: 4096},message:"must NOT have more than 4096 items"}];
return false;
}
else {
if(data28.length < 0){
validate37.errors = [{instancePath:instancePath+"/areas",schemaPath:"#/oneOf/4/properties/areas/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid30 = true;
const len3 = data28.length;
for(let i3=0; i3<len3; i3++){
let data29 = data28[i3];
const _errs84 = errors;
if(errors === _errs84){
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
let missing5;
if(((data29.area === undefined) || (!(func0.call(data29, "area")))) && (missing5 = "area")){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3,schemaPath:"#/oneOf/4/properties/areas/items/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"}];
return false;
}
else {
const _errs86 = errors;
for(const key4 of Object.keys(data29)){
if(!(((((key4 === "area") || (key4 === "certificate")) || (key4 === "accept")) || (key4 === "lock")) || (key4 === "promised"))){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3,schemaPath:"#/oneOf/4/properties/areas/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs86 === errors){
if(data29.area !== undefined && func0.call(data29, "area")){
let data30 = data29.area;
const _errs87 = errors;
const _errs88 = errors;
if(errors === _errs88){
if(typeof data30 === "string"){
if(!pattern1.test(data30)){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid31 = _errs87 === errors;
}
else {
var valid31 = true;
}
if(valid31){
if(data29.certificate !== undefined && func0.call(data29, "certificate")){
const _errs90 = errors;
if(!(validate53(data29.certificate, {instancePath:instancePath+"/areas/" + i3+"/certificate",parentData:data29,parentDataProperty:"certificate",rootData}))){
vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors);
errors = vErrors.length;
}
var valid31 = _errs90 === errors;
}
else {
var valid31 = true;
}
if(valid31){
if(data29.accept !== undefined && func0.call(data29, "accept")){
const _errs92 = errors;
if(!(validate10(data29.accept, {instancePath:instancePath+"/areas/" + i3+"/accept",parentData:data29,parentDataProperty:"accept",rootData}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
var valid31 = _errs92 === errors;
}
else {
var valid31 = true;
}
if(valid31){
if(data29.lock !== undefined && func0.call(data29, "lock")){
let data33 = data29.lock;
const _errs94 = errors;
if(errors === _errs94){
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
let missing6;
if(((((data33.sequence === undefined) || (!(func0.call(data33, "sequence")))) && (missing6 = "sequence")) || (((data33.ballot === undefined) || (!(func0.call(data33, "ballot")))) && (missing6 = "ballot"))) || (((data33.hash === undefined) || (!(func0.call(data33, "hash")))) && (missing6 = "hash"))){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/lock",schemaPath:"#/oneOf/4/properties/areas/items/properties/lock/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"}];
return false;
}
else {
const _errs96 = errors;
for(const key5 of Object.keys(data33)){
if(!(((key5 === "sequence") || (key5 === "ballot")) || (key5 === "hash"))){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/lock",schemaPath:"#/oneOf/4/properties/areas/items/properties/lock/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs96 === errors){
if(data33.sequence !== undefined && func0.call(data33, "sequence")){
let data34 = data33.sequence;
const _errs97 = errors;
const _errs98 = errors;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/lock/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs98){
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 > 9007199254740991 || isNaN(data34)){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/lock/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data34 < 0 || isNaN(data34)){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/lock/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid35 = _errs97 === errors;
}
else {
var valid35 = true;
}
if(valid35){
if(data33.ballot !== undefined && func0.call(data33, "ballot")){
let data35 = data33.ballot;
const _errs100 = errors;
const _errs101 = errors;
if(!(((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35))) && (isFinite(data35)))){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/lock/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs101){
if((typeof data35 == "number") && (isFinite(data35))){
if(data35 > 9007199254740991 || isNaN(data35)){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/lock/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data35 < 0 || isNaN(data35)){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/lock/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid35 = _errs100 === errors;
}
else {
var valid35 = true;
}
if(valid35){
if(data33.hash !== undefined && func0.call(data33, "hash")){
let data36 = data33.hash;
const _errs103 = errors;
const _errs104 = errors;
if(errors === _errs104){
if(typeof data36 === "string"){
if(!pattern2.test(data36)){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/lock/hash",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/lock/hash",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid35 = _errs103 === errors;
}
else {
var valid35 = true;
}
}
}
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/lock",schemaPath:"#/oneOf/4/properties/areas/items/properties/lock/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid31 = _errs94 === errors;
}
else {
var valid31 = true;
}
if(valid31){
if(data29.promised !== undefined && func0.call(data29, "promised")){
let data37 = data29.promised;
const _errs106 = errors;
if(errors === _errs106){
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
let missing7;
if(((((data37.sequence === undefined) || (!(func0.call(data37, "sequence")))) && (missing7 = "sequence")) || (((data37.ballot === undefined) || (!(func0.call(data37, "ballot")))) && (missing7 = "ballot"))) || (((data37.proposer === undefined) || (!(func0.call(data37, "proposer")))) && (missing7 = "proposer"))){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/promised",schemaPath:"#/oneOf/4/properties/areas/items/properties/promised/required",keyword:"required",params:{missingProperty: missing7},message:"must have required property '"+missing7+"'"}];
return false;
}
else {
const _errs108 = errors;
for(const key6 of Object.keys(data37)){
if(!(((key6 === "sequence") || (key6 === "ballot")) || (key6 === "proposer"))){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/promised",schemaPath:"#/oneOf/4/properties/areas/items/properties/promised/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs108 === errors){
if(data37.sequence !== undefined && func0.call(data37, "sequence")){
let data38 = data37.sequence;
const _errs109 = errors;
const _errs110 = errors;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/promised/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs110){
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 9007199254740991 || isNaN(data38)){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/promised/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data38 < 0 || isNaN(data38)){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/promised/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid39 = _errs109 === errors;
}
else {
var valid39 = true;
}
if(valid39){
if(data37.ballot !== undefined && func0.call(data37, "ballot")){
let data39 = data37.ballot;
const _errs112 = errors;
const _errs113 = errors;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/promised/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs113){
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 9007199254740991 || isNaN(data39)){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/promised/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data39 < 0 || isNaN(data39)){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/promised/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid39 = _errs112 === errors;
}
else {
var valid39 = true;
}
if(valid39){
if(data37.proposer !== undefined && func0.call(data37, "proposer")){
let data40 = data37.proposer;
const _errs115 = errors;
const _errs116 = errors;
if(errors === _errs116){
if(typeof data40 === "string"){
if(!pattern62.test(data40)){
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/promised/proposer",schemaPath:"defs.schema.json#/definitions/bytes16/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{22}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{22}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/promised/proposer",schemaPath:"defs.schema.json#/definitions/bytes16/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid39 = _errs115 === errors;
}
else {
var valid39 = true;
}
}
}
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/areas/" + i3+"/promised",schemaPath:"#/oneOf/4/properties/areas/items/properties/promised/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid31 = _errs106 === errors;
}
else {
var valid31 = true;
}
}
}
}
}
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/areas/" + i3,schemaPath:"#/oneOf/4/properties/areas/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid30 = _errs84 === errors;
if(!valid30){
break;
}
}
}
}
}
else {
validate37.errors = [{instancePath:instancePath+"/areas",schemaPath:"#/oneOf/4/properties/areas/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid21 = _errs82 === errors;
}
else {
var valid21 = true;
}
if(valid21){
if(data.signature !== undefined && func0.call(data, "signature")){
let data41 = data.signature;
const _errs118 = errors;
const _errs120 = errors;
if(errors === _errs120){
if(typeof data41 === "string"){
if(!pattern4.test(data41)){
validate37.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid21 = _errs118 === errors;
}
else {
var valid21 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate37.errors = [{instancePath,schemaPath:"#/oneOf/4/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "head-request"){
const _errs122 = errors;
if(errors === _errs122){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing8;
if((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing8 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing8 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing8 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing8 = "area"))){
validate37.errors = [{instancePath,schemaPath:"#/oneOf/5/required",keyword:"required",params:{missingProperty: missing8},message:"must have required property '"+missing8+"'"}];
return false;
}
else {
const _errs124 = errors;
for(const key7 of Object.keys(data)){
if(!((((key7 === "version") || (key7 === "deployment")) || (key7 === "type")) || (key7 === "area"))){
validate37.errors = [{instancePath,schemaPath:"#/oneOf/5/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs124 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data42 = data.version;
const _errs125 = errors;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
validate37.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/5/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data42){
validate37.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/5/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid46 = _errs125 === errors;
}
else {
var valid46 = true;
}
if(valid46){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data43 = data.deployment;
const _errs127 = errors;
const _errs128 = errors;
if(errors === _errs128){
if(typeof data43 === "string"){
if(!pattern0.test(data43)){
validate37.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid46 = _errs127 === errors;
}
else {
var valid46 = true;
}
if(valid46){
if(data.type !== undefined && func0.call(data, "type")){
let data44 = data.type;
const _errs130 = errors;
if(typeof data44 !== "string"){
validate37.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/5/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("head-request" !== data44){
validate37.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/5/properties/type/const",keyword:"const",params:{allowedValue: "head-request"},message:"must be equal to constant"}];
return false;
}
var valid46 = _errs130 === errors;
}
else {
var valid46 = true;
}
if(valid46){
if(data.area !== undefined && func0.call(data, "area")){
let data45 = data.area;
const _errs132 = errors;
const _errs133 = errors;
if(errors === _errs133){
if(typeof data45 === "string"){
if(!pattern1.test(data45)){
validate37.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate37.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid46 = _errs132 === errors;
}
else {
var valid46 = true;
}
}
}
}
}
}
}
else {
validate37.errors = [{instancePath,schemaPath:"#/oneOf/5/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else {
validate37.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "type", tagValue: tag0},message:"value of tag \"type\" must be in oneOf"}];
return false;
}
}
else {
validate37.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "type", tagValue: tag0},message:"tag \"type\" must be string"}];
return false;
}
}
}
else {
validate37.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate37.errors = vErrors;
return errors === 0;
}

const manifest = validate44;

const money_bill = validate13;

const move_answer = validate81;
const schema282 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"move-answer.schema.json","title":"MoveAnswer","type":"object","additionalProperties":false,"required":["version"],"properties":{"version":{"const":1,"type":"integer"},"isDue":{"const":true,"type":"boolean"},"enrolled":{"$ref":"enrol-answer.schema.json#"}}};

function validate81(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="move-answer.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")){
validate81.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((key0 === "version") || (key0 === "isDue")) || (key0 === "enrolled"))){
validate81.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate81.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate81.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.isDue !== undefined && func0.call(data, "isDue")){
let data1 = data.isDue;
const _errs4 = errors;
if(typeof data1 !== "boolean"){
validate81.errors = [{instancePath:instancePath+"/isDue",schemaPath:"#/properties/isDue/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
if(true !== data1){
validate81.errors = [{instancePath:instancePath+"/isDue",schemaPath:"#/properties/isDue/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.enrolled !== undefined && func0.call(data, "enrolled")){
const _errs6 = errors;
if(!(validate24(data.enrolled, {instancePath:instancePath+"/enrolled",parentData:data,parentDataProperty:"enrolled",rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate81.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate81.errors = vErrors;
return errors === 0;
}

const move_request = validate83;
const schema283 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"move-request.schema.json","title":"MoveRequest","type":"object","additionalProperties":false,"required":["version","identity","agreement"],"properties":{"version":{"const":1,"type":"integer"},"request":{"type":"string","minLength":1,"maxLength":8192},"identity":{"type":"string","minLength":43,"maxLength":43,"pattern":"^[A-Za-z0-9_-]+$"},"agreement":{"type":"string","minLength":43,"maxLength":43,"pattern":"^[A-Za-z0-9_-]+$"}}};

function validate83(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="move-request.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.identity === undefined) || (!(func0.call(data, "identity")))) && (missing0 = "identity"))) || (((data.agreement === undefined) || (!(func0.call(data, "agreement")))) && (missing0 = "agreement"))){
validate83.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!((((key0 === "version") || (key0 === "request")) || (key0 === "identity")) || (key0 === "agreement"))){
validate83.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate83.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate83.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.request !== undefined && func0.call(data, "request")){
let data1 = data.request;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func83(data1) > 8192){
validate83.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/maxLength",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"}];
return false;
}
else {
if(func83(data1) < 1){
validate83.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate83.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.identity !== undefined && func0.call(data, "identity")){
let data2 = data.identity;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(func83(data2) > 43){
validate83.errors = [{instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/maxLength",keyword:"maxLength",params:{limit: 43},message:"must NOT have more than 43 characters"}];
return false;
}
else {
if(func83(data2) < 43){
validate83.errors = [{instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/minLength",keyword:"minLength",params:{limit: 43},message:"must NOT have fewer than 43 characters"}];
return false;
}
else {
if(!pattern56.test(data2)){
validate83.errors = [{instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validate83.errors = [{instancePath:instancePath+"/identity",schemaPath:"#/properties/identity/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.agreement !== undefined && func0.call(data, "agreement")){
let data3 = data.agreement;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(func83(data3) > 43){
validate83.errors = [{instancePath:instancePath+"/agreement",schemaPath:"#/properties/agreement/maxLength",keyword:"maxLength",params:{limit: 43},message:"must NOT have more than 43 characters"}];
return false;
}
else {
if(func83(data3) < 43){
validate83.errors = [{instancePath:instancePath+"/agreement",schemaPath:"#/properties/agreement/minLength",keyword:"minLength",params:{limit: 43},message:"must NOT have fewer than 43 characters"}];
return false;
}
else {
if(!pattern56.test(data3)){
validate83.errors = [{instancePath:instancePath+"/agreement",schemaPath:"#/properties/agreement/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_-]+$"+"\""}];
return false;
}
}
}
}
else {
validate83.errors = [{instancePath:instancePath+"/agreement",schemaPath:"#/properties/agreement/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate83.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate83.errors = vErrors;
return errors === 0;
}

const receipt = validate84;
const schema284 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"receipt.schema.json","title":"Receipt","type":"object","additionalProperties":false,"required":["version","deployment","type","meter","keyEpoch","aggregator","storeEpoch","from","count","neededFrom","knownFrom","joined","atMs","stored","closed","void","area","head","mac"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"receipt","type":"string"},"meter":{"$ref":"defs.schema.json#/definitions/meterId"},"keyEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"storeEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"from":{"$ref":"defs.schema.json#/definitions/interval"},"count":{"type":"integer","minimum":0,"maximum":1048576},"knownFrom":{"$ref":"defs.schema.json#/definitions/interval"},"neededFrom":{"allOf":[{"$ref":"defs.schema.json#/definitions/interval"}]},"joined":{"allOf":[{"$ref":"defs.schema.json#/definitions/interval"}]},"atMs":{"allOf":[{"$ref":"defs.schema.json#/definitions/unixMs"}]},"sessionId":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes16"}]},"stored":{"allOf":[{"$ref":"defs.schema.json#/definitions/bitmap"}]},"closed":{"allOf":[{"$ref":"defs.schema.json#/definitions/bitmap"}]},"void":{"allOf":[{"$ref":"defs.schema.json#/definitions/bitmap"}]},"left":{"title":"Leaving","type":"object","additionalProperties":false,"required":["until","sequence","accepts"],"properties":{"until":{"allOf":[{"$ref":"defs.schema.json#/definitions/interval"}]},"sequence":{"allOf":[{"$ref":"defs.schema.json#/definitions/sequence"}]},"accepts":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"minItems":0,"maxItems":16}}},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"head":{"allOf":[{"$ref":"log.schema.json#/definitions/head"}]},"mac":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes32"}]}}};

function validate85(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator"))) || (((data.storeEpoch === undefined) || (!(func0.call(data, "storeEpoch")))) && (missing0 = "storeEpoch"))) || (((data.length === undefined) || (!(func0.call(data, "length")))) && (missing0 = "length"))) || (((data.hash === undefined) || (!(func0.call(data, "hash")))) && (missing0 = "hash"))) || (((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot"))) || (((data.keptFrom === undefined) || (!(func0.call(data, "keptFrom")))) && (missing0 = "keptFrom"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate85.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema129.properties, key0))){
validate85.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate85.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate85.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate85.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate85.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate85.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("head" !== data2){
validate85.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "head"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.area !== undefined && func0.call(data, "area")){
let data3 = data.area;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
validate85.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate85.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data4 = data.aggregator;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate85.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 16 || isNaN(data4)){
validate85.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validate85.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.storeEpoch !== undefined && func0.call(data, "storeEpoch")){
let data5 = data.storeEpoch;
const _errs15 = errors;
const _errs16 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate85.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate85.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate85.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.length !== undefined && func0.call(data, "length")){
let data6 = data.length;
const _errs18 = errors;
const _errs20 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate85.errors = [{instancePath:instancePath+"/length",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate85.errors = [{instancePath:instancePath+"/length",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate85.errors = [{instancePath:instancePath+"/length",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hash !== undefined && func0.call(data, "hash")){
let data7 = data.hash;
const _errs22 = errors;
const _errs24 = errors;
if(errors === _errs24){
if(typeof data7 === "string"){
if(!pattern2.test(data7)){
validate85.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate85.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data8 = data.ballot;
const _errs26 = errors;
const _errs28 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate85.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs28){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 9007199254740991 || isNaN(data8)){
validate85.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate85.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.keptFrom !== undefined && func0.call(data, "keptFrom")){
let data9 = data.keptFrom;
const _errs30 = errors;
const _errs32 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate85.errors = [{instancePath:instancePath+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs32){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 4294967295 || isNaN(data9)){
validate85.errors = [{instancePath:instancePath+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate85.errors = [{instancePath:instancePath+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data10 = data.signature;
const _errs34 = errors;
const _errs36 = errors;
if(errors === _errs36){
if(typeof data10 === "string"){
if(!pattern4.test(data10)){
validate85.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate85.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs34 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate85.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate85.errors = vErrors;
return errors === 0;
}


function validate84(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="receipt.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.meter === undefined) || (!(func0.call(data, "meter")))) && (missing0 = "meter"))) || (((data.keyEpoch === undefined) || (!(func0.call(data, "keyEpoch")))) && (missing0 = "keyEpoch"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator"))) || (((data.storeEpoch === undefined) || (!(func0.call(data, "storeEpoch")))) && (missing0 = "storeEpoch"))) || (((data.from === undefined) || (!(func0.call(data, "from")))) && (missing0 = "from"))) || (((data.count === undefined) || (!(func0.call(data, "count")))) && (missing0 = "count"))) || (((data.neededFrom === undefined) || (!(func0.call(data, "neededFrom")))) && (missing0 = "neededFrom"))) || (((data.knownFrom === undefined) || (!(func0.call(data, "knownFrom")))) && (missing0 = "knownFrom"))) || (((data.joined === undefined) || (!(func0.call(data, "joined")))) && (missing0 = "joined"))) || (((data.atMs === undefined) || (!(func0.call(data, "atMs")))) && (missing0 = "atMs"))) || (((data.stored === undefined) || (!(func0.call(data, "stored")))) && (missing0 = "stored"))) || (((data.closed === undefined) || (!(func0.call(data, "closed")))) && (missing0 = "closed"))) || (((data.void === undefined) || (!(func0.call(data, "void")))) && (missing0 = "void"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area"))) || (((data.head === undefined) || (!(func0.call(data, "head")))) && (missing0 = "head"))) || (((data.mac === undefined) || (!(func0.call(data, "mac")))) && (missing0 = "mac"))){
validate84.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema284.properties, key0))){
validate84.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate84.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate84.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate84.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate84.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate84.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("receipt" !== data2){
validate84.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "receipt"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.meter !== undefined && func0.call(data, "meter")){
let data3 = data.meter;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
validate84.errors = [{instancePath:instancePath+"/meter",schemaPath:"defs.schema.json#/definitions/meterId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate84.errors = [{instancePath:instancePath+"/meter",schemaPath:"defs.schema.json#/definitions/meterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.keyEpoch !== undefined && func0.call(data, "keyEpoch")){
let data4 = data.keyEpoch;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate84.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate84.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validate84.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data5 = data.aggregator;
const _errs15 = errors;
const _errs16 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate84.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 16 || isNaN(data5)){
validate84.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate84.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.storeEpoch !== undefined && func0.call(data, "storeEpoch")){
let data6 = data.storeEpoch;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate84.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs19){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate84.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate84.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined && func0.call(data, "from")){
let data7 = data.from;
const _errs21 = errors;
const _errs22 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate84.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs22){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 4294967295 || isNaN(data7)){
validate84.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate84.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.count !== undefined && func0.call(data, "count")){
let data8 = data.count;
const _errs24 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate84.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs24){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 1048576 || isNaN(data8)){
validate84.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1048576},message:"must be <= 1048576"}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate84.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.knownFrom !== undefined && func0.call(data, "knownFrom")){
let data9 = data.knownFrom;
const _errs26 = errors;
const _errs27 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate84.errors = [{instancePath:instancePath+"/knownFrom",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs27){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 4294967295 || isNaN(data9)){
validate84.errors = [{instancePath:instancePath+"/knownFrom",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate84.errors = [{instancePath:instancePath+"/knownFrom",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.neededFrom !== undefined && func0.call(data, "neededFrom")){
let data10 = data.neededFrom;
const _errs29 = errors;
const _errs31 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate84.errors = [{instancePath:instancePath+"/neededFrom",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs31){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 4294967295 || isNaN(data10)){
validate84.errors = [{instancePath:instancePath+"/neededFrom",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data10 < 0 || isNaN(data10)){
validate84.errors = [{instancePath:instancePath+"/neededFrom",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.joined !== undefined && func0.call(data, "joined")){
let data11 = data.joined;
const _errs33 = errors;
const _errs35 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate84.errors = [{instancePath:instancePath+"/joined",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs35){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 4294967295 || isNaN(data11)){
validate84.errors = [{instancePath:instancePath+"/joined",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data11 < 0 || isNaN(data11)){
validate84.errors = [{instancePath:instancePath+"/joined",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.atMs !== undefined && func0.call(data, "atMs")){
let data12 = data.atMs;
const _errs37 = errors;
const _errs39 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate84.errors = [{instancePath:instancePath+"/atMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs39){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 9007199254740991 || isNaN(data12)){
validate84.errors = [{instancePath:instancePath+"/atMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data12 < 0 || isNaN(data12)){
validate84.errors = [{instancePath:instancePath+"/atMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined && func0.call(data, "sessionId")){
let data13 = data.sessionId;
const _errs41 = errors;
const _errs43 = errors;
if(errors === _errs43){
if(typeof data13 === "string"){
if(!pattern62.test(data13)){
validate84.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"defs.schema.json#/definitions/bytes16/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{22}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{22}$"+"\""}];
return false;
}
}
else {
validate84.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"defs.schema.json#/definitions/bytes16/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs41 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.stored !== undefined && func0.call(data, "stored")){
let data14 = data.stored;
const _errs45 = errors;
const _errs47 = errors;
if(errors === _errs47){
if(typeof data14 === "string"){
if(func83(data14) > 1048576){
validate84.errors = [{instancePath:instancePath+"/stored",schemaPath:"defs.schema.json#/definitions/bitmap/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data14)){
validate84.errors = [{instancePath:instancePath+"/stored",schemaPath:"defs.schema.json#/definitions/bitmap/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate84.errors = [{instancePath:instancePath+"/stored",schemaPath:"defs.schema.json#/definitions/bitmap/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs45 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.closed !== undefined && func0.call(data, "closed")){
let data15 = data.closed;
const _errs49 = errors;
const _errs51 = errors;
if(errors === _errs51){
if(typeof data15 === "string"){
if(func83(data15) > 1048576){
validate84.errors = [{instancePath:instancePath+"/closed",schemaPath:"defs.schema.json#/definitions/bitmap/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data15)){
validate84.errors = [{instancePath:instancePath+"/closed",schemaPath:"defs.schema.json#/definitions/bitmap/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate84.errors = [{instancePath:instancePath+"/closed",schemaPath:"defs.schema.json#/definitions/bitmap/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs49 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.void !== undefined && func0.call(data, "void")){
let data16 = data.void;
const _errs53 = errors;
const _errs55 = errors;
if(errors === _errs55){
if(typeof data16 === "string"){
if(func83(data16) > 1048576){
validate84.errors = [{instancePath:instancePath+"/void",schemaPath:"defs.schema.json#/definitions/bitmap/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data16)){
validate84.errors = [{instancePath:instancePath+"/void",schemaPath:"defs.schema.json#/definitions/bitmap/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate84.errors = [{instancePath:instancePath+"/void",schemaPath:"defs.schema.json#/definitions/bitmap/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs53 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.left !== undefined && func0.call(data, "left")){
let data17 = data.left;
const _errs57 = errors;
if(errors === _errs57){
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
let missing1;
if(((((data17.until === undefined) || (!(func0.call(data17, "until")))) && (missing1 = "until")) || (((data17.sequence === undefined) || (!(func0.call(data17, "sequence")))) && (missing1 = "sequence"))) || (((data17.accepts === undefined) || (!(func0.call(data17, "accepts")))) && (missing1 = "accepts"))){
validate84.errors = [{instancePath:instancePath+"/left",schemaPath:"#/properties/left/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs59 = errors;
for(const key1 of Object.keys(data17)){
if(!(((key1 === "until") || (key1 === "sequence")) || (key1 === "accepts"))){
validate84.errors = [{instancePath:instancePath+"/left",schemaPath:"#/properties/left/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs59 === errors){
if(data17.until !== undefined && func0.call(data17, "until")){
let data18 = data17.until;
const _errs60 = errors;
const _errs62 = errors;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
validate84.errors = [{instancePath:instancePath+"/left/until",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs62){
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 4294967295 || isNaN(data18)){
validate84.errors = [{instancePath:instancePath+"/left/until",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data18 < 0 || isNaN(data18)){
validate84.errors = [{instancePath:instancePath+"/left/until",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid22 = _errs60 === errors;
}
else {
var valid22 = true;
}
if(valid22){
if(data17.sequence !== undefined && func0.call(data17, "sequence")){
let data19 = data17.sequence;
const _errs64 = errors;
const _errs66 = errors;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
validate84.errors = [{instancePath:instancePath+"/left/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs66){
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 9007199254740991 || isNaN(data19)){
validate84.errors = [{instancePath:instancePath+"/left/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data19 < 0 || isNaN(data19)){
validate84.errors = [{instancePath:instancePath+"/left/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid22 = _errs64 === errors;
}
else {
var valid22 = true;
}
if(valid22){
if(data17.accepts !== undefined && func0.call(data17, "accepts")){
let data20 = data17.accepts;
const _errs68 = errors;
if(errors === _errs68){
if(Array.isArray(data20)){
if(data20.length > 16){
validate84.errors = [{instancePath:instancePath+"/left/accepts",schemaPath:"#/properties/left/properties/accepts/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data20.length < 0){
validate84.errors = [{instancePath:instancePath+"/left/accepts",schemaPath:"#/properties/left/properties/accepts/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid27 = true;
const len0 = data20.length;
for(let i0=0; i0<len0; i0++){
let data21 = data20[i0];
const _errs70 = errors;
const _errs71 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate84.errors = [{instancePath:instancePath+"/left/accepts/" + i0,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs71){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 16 || isNaN(data21)){
validate84.errors = [{instancePath:instancePath+"/left/accepts/" + i0,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data21 < 1 || isNaN(data21)){
validate84.errors = [{instancePath:instancePath+"/left/accepts/" + i0,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid27 = _errs70 === errors;
if(!valid27){
break;
}
}
}
}
}
else {
validate84.errors = [{instancePath:instancePath+"/left/accepts",schemaPath:"#/properties/left/properties/accepts/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid22 = _errs68 === errors;
}
else {
var valid22 = true;
}
}
}
}
}
}
else {
validate84.errors = [{instancePath:instancePath+"/left",schemaPath:"#/properties/left/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs57 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.area !== undefined && func0.call(data, "area")){
let data22 = data.area;
const _errs73 = errors;
const _errs74 = errors;
if(errors === _errs74){
if(typeof data22 === "string"){
if(!pattern1.test(data22)){
validate84.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate84.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs73 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.head !== undefined && func0.call(data, "head")){
const _errs76 = errors;
if(!(validate85(data.head, {instancePath:instancePath+"/head",parentData:data,parentDataProperty:"head",rootData}))){
vErrors = vErrors === null ? validate85.errors : vErrors.concat(validate85.errors);
errors = vErrors.length;
}
var valid0 = _errs76 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.mac !== undefined && func0.call(data, "mac")){
let data24 = data.mac;
const _errs78 = errors;
const _errs80 = errors;
if(errors === _errs80){
if(typeof data24 === "string"){
if(!pattern2.test(data24)){
validate84.errors = [{instancePath:instancePath+"/mac",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate84.errors = [{instancePath:instancePath+"/mac",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs78 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate84.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate84.errors = vErrors;
return errors === 0;
}

const rejection = validate87;
const schema314 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"rejection.schema.json","title":"Rejection","type":"object","additionalProperties":false,"required":["version","deployment","type","aggregator","code","topic"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"rejection","type":"string"},"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"code":{"title":"RejectionCode","type":"string","enum":["invalid_message","outdated_config","unknown_meter","hpke_unknown_config_id","hpke_unknown_session","hpke_decrypt_error","invalid_element","report_too_early","report_dropped","report_conflict","batch_collected","not_authentic","log_gap","log_conflict","ballot_refused","recovering","scheme_refused","roster_refused","page_open","batch_mismatch","batch_overlap","invalid_batch_size","tariff_refused","evidence","area_stopped"]},"detail":{"type":"string","minLength":0,"maxLength":256},"topic":{"type":"string","minLength":0,"maxLength":256},"meter":{"$ref":"defs.schema.json#/definitions/meterId"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"sequence":{"$ref":"defs.schema.json#/definitions/sequence"}}};

function validate87(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="rejection.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator"))) || (((data.code === undefined) || (!(func0.call(data, "code")))) && (missing0 = "code"))) || (((data.topic === undefined) || (!(func0.call(data, "topic")))) && (missing0 = "topic"))){
validate87.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema314.properties, key0))){
validate87.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate87.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate87.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate87.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate87.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate87.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("rejection" !== data2){
validate87.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "rejection"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data3 = data.aggregator;
const _errs9 = errors;
const _errs10 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate87.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 16 || isNaN(data3)){
validate87.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data3 < 1 || isNaN(data3)){
validate87.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.code !== undefined && func0.call(data, "code")){
let data4 = data.code;
const _errs12 = errors;
if(typeof data4 !== "string"){
validate87.errors = [{instancePath:instancePath+"/code",schemaPath:"#/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((((((((((((((((((((((data4 === "invalid_message") || (data4 === "outdated_config")) || (data4 === "unknown_meter")) || (data4 === "hpke_unknown_config_id")) || (data4 === "hpke_unknown_session")) || (data4 === "hpke_decrypt_error")) || (data4 === "invalid_element")) || (data4 === "report_too_early")) || (data4 === "report_dropped")) || (data4 === "report_conflict")) || (data4 === "batch_collected")) || (data4 === "not_authentic")) || (data4 === "log_gap")) || (data4 === "log_conflict")) || (data4 === "ballot_refused")) || (data4 === "recovering")) || (data4 === "scheme_refused")) || (data4 === "roster_refused")) || (data4 === "page_open")) || (data4 === "batch_mismatch")) || (data4 === "batch_overlap")) || (data4 === "invalid_batch_size")) || (data4 === "tariff_refused")) || (data4 === "evidence")) || (data4 === "area_stopped"))){
validate87.errors = [{instancePath:instancePath+"/code",schemaPath:"#/properties/code/enum",keyword:"enum",params:{allowedValues: schema314.properties.code.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.detail !== undefined && func0.call(data, "detail")){
let data5 = data.detail;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data5 === "string"){
if(func83(data5) > 256){
validate87.errors = [{instancePath:instancePath+"/detail",schemaPath:"#/properties/detail/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"}];
return false;
}
else {
if(func83(data5) < 0){
validate87.errors = [{instancePath:instancePath+"/detail",schemaPath:"#/properties/detail/minLength",keyword:"minLength",params:{limit: 0},message:"must NOT have fewer than 0 characters"}];
return false;
}
}
}
else {
validate87.errors = [{instancePath:instancePath+"/detail",schemaPath:"#/properties/detail/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.topic !== undefined && func0.call(data, "topic")){
let data6 = data.topic;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data6 === "string"){
if(func83(data6) > 256){
validate87.errors = [{instancePath:instancePath+"/topic",schemaPath:"#/properties/topic/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"}];
return false;
}
else {
if(func83(data6) < 0){
validate87.errors = [{instancePath:instancePath+"/topic",schemaPath:"#/properties/topic/minLength",keyword:"minLength",params:{limit: 0},message:"must NOT have fewer than 0 characters"}];
return false;
}
}
}
else {
validate87.errors = [{instancePath:instancePath+"/topic",schemaPath:"#/properties/topic/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.meter !== undefined && func0.call(data, "meter")){
let data7 = data.meter;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data7 === "string"){
if(!pattern1.test(data7)){
validate87.errors = [{instancePath:instancePath+"/meter",schemaPath:"defs.schema.json#/definitions/meterId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate87.errors = [{instancePath:instancePath+"/meter",schemaPath:"defs.schema.json#/definitions/meterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.area !== undefined && func0.call(data, "area")){
let data8 = data.area;
const _errs21 = errors;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data8 === "string"){
if(!pattern1.test(data8)){
validate87.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate87.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data9 = data.sequence;
const _errs24 = errors;
const _errs25 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate87.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs25){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 9007199254740991 || isNaN(data9)){
validate87.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate87.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate87.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate87.errors = vErrors;
return errors === 0;
}

const renew_answer = validate88;
const schema320 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"renew-answer.schema.json","title":"RenewAnswer","type":"object","additionalProperties":false,"required":["version","cert"],"properties":{"version":{"const":1,"type":"integer"},"cert":{"type":"string","minLength":1,"maxLength":8192}}};

function validate88(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="renew-answer.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.cert === undefined) || (!(func0.call(data, "cert")))) && (missing0 = "cert"))){
validate88.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!((key0 === "version") || (key0 === "cert"))){
validate88.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate88.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate88.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cert !== undefined && func0.call(data, "cert")){
let data1 = data.cert;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func83(data1) > 8192){
validate88.errors = [{instancePath:instancePath+"/cert",schemaPath:"#/properties/cert/maxLength",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"}];
return false;
}
else {
if(func83(data1) < 1){
validate88.errors = [{instancePath:instancePath+"/cert",schemaPath:"#/properties/cert/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate88.errors = [{instancePath:instancePath+"/cert",schemaPath:"#/properties/cert/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate88.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate88.errors = vErrors;
return errors === 0;
}

const renew_request = validate89;
const schema321 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"renew-request.schema.json","title":"RenewRequest","type":"object","additionalProperties":false,"required":["version","request"],"properties":{"version":{"const":1,"type":"integer"},"request":{"type":"string","minLength":1,"maxLength":8192}}};

function validate89(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="renew-request.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.request === undefined) || (!(func0.call(data, "request")))) && (missing0 = "request"))){
validate89.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!((key0 === "version") || (key0 === "request"))){
validate89.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate89.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate89.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.request !== undefined && func0.call(data, "request")){
let data1 = data.request;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func83(data1) > 8192){
validate89.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/maxLength",keyword:"maxLength",params:{limit: 8192},message:"must NOT have more than 8192 characters"}];
return false;
}
else {
if(func83(data1) < 1){
validate89.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate89.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate89.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate89.errors = vErrors;
return errors === 0;
}

const request = validate90;
const schema322 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"request.schema.json","title":"RequestMessage","type":"object","discriminator":{"propertyName":"type"},"required":["type"],"oneOf":[{"title":"Announcement","type":"object","additionalProperties":false,"required":["version","deployment","type","ballot","entry","manifests","signature"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"announcement","type":"string"},"ballot":{"$ref":"defs.schema.json#/definitions/sequence"},"entry":{"$ref":"entry.schema.json"},"manifests":{"type":"array","items":{"$ref":"manifest.schema.json"},"minItems":0,"maxItems":2048},"promises":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/ballotPromise"},"minItems":1,"maxItems":16},"bases":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/ballotBasis"},"minItems":1,"maxItems":8},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]}}},{"title":"Prepare","type":"object","additionalProperties":false,"required":["version","deployment","type","area","sequence","ballot","proposer","signature"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"prepare","type":"string"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"sequence":{"$ref":"defs.schema.json#/definitions/sequence"},"ballot":{"allOf":[{"$ref":"defs.schema.json#/definitions/sequence"}]},"proposer":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes16"}]},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]}}},{"title":"Entries","type":"object","additionalProperties":false,"required":["version","deployment","type","area","entries"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"entries","type":"string"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"entries":{"type":"array","items":{"$ref":"certified-entry.schema.json"},"minItems":1,"maxItems":256}}},{"title":"ResendRequest","type":"object","additionalProperties":false,"required":["version","deployment","type","area","sequences","signature"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"resend","type":"string"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"sequences":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/sequence"},"minItems":0,"maxItems":256},"signature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]}}}]};

function validate93(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment")) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area"))) || (((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing0 = "sequence"))) || (((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot"))) || (((data.proposer === undefined) || (!(func0.call(data, "proposer")))) && (missing0 = "proposer"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator"))) || (((data.storeEpoch === undefined) || (!(func0.call(data, "storeEpoch")))) && (missing0 = "storeEpoch"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate93.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema115.properties, key0))){
validate93.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data0 = data.deployment;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate93.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate93.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.area !== undefined && func0.call(data, "area")){
let data1 = data.area;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data1 === "string"){
if(!pattern1.test(data1)){
validate93.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate93.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data2 = data.sequence;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate93.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate93.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate93.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data3 = data.ballot;
const _errs11 = errors;
const _errs12 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate93.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs12){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate93.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate93.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.proposer !== undefined && func0.call(data, "proposer")){
let data4 = data.proposer;
const _errs14 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data4 === "string"){
if(!pattern62.test(data4)){
validate93.errors = [{instancePath:instancePath+"/proposer",schemaPath:"defs.schema.json#/definitions/bytes16/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{22}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{22}$"+"\""}];
return false;
}
}
else {
validate93.errors = [{instancePath:instancePath+"/proposer",schemaPath:"defs.schema.json#/definitions/bytes16/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data5 = data.aggregator;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate93.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs19){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 16 || isNaN(data5)){
validate93.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate93.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.storeEpoch !== undefined && func0.call(data, "storeEpoch")){
let data6 = data.storeEpoch;
const _errs21 = errors;
const _errs22 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate93.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs22){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate93.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate93.errors = [{instancePath:instancePath+"/storeEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.lock !== undefined && func0.call(data, "lock")){
const _errs24 = errors;
if(!(validate32(data.lock, {instancePath:instancePath+"/lock",parentData:data,parentDataProperty:"lock",rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data8 = data.signature;
const _errs26 = errors;
const _errs28 = errors;
if(errors === _errs28){
if(typeof data8 === "string"){
if(!pattern4.test(data8)){
validate93.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate93.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate93.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate93.errors = vErrors;
return errors === 0;
}


function validate96(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing0 = "ballot")) || (((data.hash === undefined) || (!(func0.call(data, "hash")))) && (missing0 = "hash"))) || (((data.promises === undefined) || (!(func0.call(data, "promises")))) && (missing0 = "promises"))){
validate96.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((key0 === "ballot") || (key0 === "hash")) || (key0 === "promises"))){
validate96.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data0 = data.ballot;
const _errs2 = errors;
const _errs3 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate96.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs3){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 9007199254740991 || isNaN(data0)){
validate96.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data0 < 0 || isNaN(data0)){
validate96.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hash !== undefined && func0.call(data, "hash")){
let data1 = data.hash;
const _errs5 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data1 === "string"){
if(!pattern2.test(data1)){
validate96.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{43}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{43}$"+"\""}];
return false;
}
}
else {
validate96.errors = [{instancePath:instancePath+"/hash",schemaPath:"defs.schema.json#/definitions/bytes32/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.promises !== undefined && func0.call(data, "promises")){
let data2 = data.promises;
const _errs9 = errors;
if(errors === _errs9){
if(Array.isArray(data2)){
if(data2.length > 16){
validate96.errors = [{instancePath:instancePath+"/promises",schemaPath:"#/properties/promises/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data2.length < 1){
validate96.errors = [{instancePath:instancePath+"/promises",schemaPath:"#/properties/promises/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid4 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs11 = errors;
if(!(validate47(data2[i0], {instancePath:instancePath+"/promises/" + i0,parentData:data2,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate47.errors : vErrors.concat(validate47.errors);
errors = vErrors.length;
}
var valid4 = _errs11 === errors;
if(!valid4){
break;
}
}
}
}
}
else {
validate96.errors = [{instancePath:instancePath+"/promises",schemaPath:"#/properties/promises/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate96.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate96.errors = vErrors;
return errors === 0;
}


function validate90(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="request.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type")){
validate90.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const tag0 = data.type;
if(typeof tag0 == "string"){
if(tag0 === "announcement"){
const _errs2 = errors;
if(errors === _errs2){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if(((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing1 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing1 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing1 = "type"))) || (((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing1 = "ballot"))) || (((data.entry === undefined) || (!(func0.call(data, "entry")))) && (missing1 = "entry"))) || (((data.manifests === undefined) || (!(func0.call(data, "manifests")))) && (missing1 = "manifests"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing1 = "signature"))){
validate90.errors = [{instancePath,schemaPath:"#/oneOf/0/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs4 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema322.oneOf[0].properties, key0))){
validate90.errors = [{instancePath,schemaPath:"#/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs4 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs5 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate90.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/0/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate90.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/0/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid2 = _errs5 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate90.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate90.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs10 = errors;
if(typeof data2 !== "string"){
validate90.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/0/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("announcement" !== data2){
validate90.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/0/properties/type/const",keyword:"const",params:{allowedValue: "announcement"},message:"must be equal to constant"}];
return false;
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data3 = data.ballot;
const _errs12 = errors;
const _errs13 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate90.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs13){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate90.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate90.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.entry !== undefined && func0.call(data, "entry")){
const _errs15 = errors;
if(!(validate17(data.entry, {instancePath:instancePath+"/entry",parentData:data,parentDataProperty:"entry",rootData}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
errors = vErrors.length;
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.manifests !== undefined && func0.call(data, "manifests")){
let data5 = data.manifests;
const _errs16 = errors;
if(errors === _errs16){
if(Array.isArray(data5)){
if(data5.length > 2048){
validate90.errors = [{instancePath:instancePath+"/manifests",schemaPath:"#/oneOf/0/properties/manifests/maxItems",keyword:"maxItems",params:{limit: 2048},message:"must NOT have more than 2048 items"}];
return false;
}
else {
if(data5.length < 0){
validate90.errors = [{instancePath:instancePath+"/manifests",schemaPath:"#/oneOf/0/properties/manifests/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid5 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
const _errs18 = errors;
if(!(validate44(data5[i0], {instancePath:instancePath+"/manifests/" + i0,parentData:data5,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
var valid5 = _errs18 === errors;
if(!valid5){
break;
}
}
}
}
}
else {
validate90.errors = [{instancePath:instancePath+"/manifests",schemaPath:"#/oneOf/0/properties/manifests/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs16 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.promises !== undefined && func0.call(data, "promises")){
let data7 = data.promises;
const _errs19 = errors;
if(errors === _errs19){
if(Array.isArray(data7)){
if(data7.length > 16){
validate90.errors = [{instancePath:instancePath+"/promises",schemaPath:"#/oneOf/0/properties/promises/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data7.length < 1){
validate90.errors = [{instancePath:instancePath+"/promises",schemaPath:"#/oneOf/0/properties/promises/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid6 = true;
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
const _errs21 = errors;
if(!(validate93(data7[i1], {instancePath:instancePath+"/promises/" + i1,parentData:data7,parentDataProperty:i1,rootData}))){
vErrors = vErrors === null ? validate93.errors : vErrors.concat(validate93.errors);
errors = vErrors.length;
}
var valid6 = _errs21 === errors;
if(!valid6){
break;
}
}
}
}
}
else {
validate90.errors = [{instancePath:instancePath+"/promises",schemaPath:"#/oneOf/0/properties/promises/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs19 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.bases !== undefined && func0.call(data, "bases")){
let data9 = data.bases;
const _errs22 = errors;
if(errors === _errs22){
if(Array.isArray(data9)){
if(data9.length > 8){
validate90.errors = [{instancePath:instancePath+"/bases",schemaPath:"#/oneOf/0/properties/bases/maxItems",keyword:"maxItems",params:{limit: 8},message:"must NOT have more than 8 items"}];
return false;
}
else {
if(data9.length < 1){
validate90.errors = [{instancePath:instancePath+"/bases",schemaPath:"#/oneOf/0/properties/bases/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid7 = true;
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
const _errs24 = errors;
if(!(validate96(data9[i2], {instancePath:instancePath+"/bases/" + i2,parentData:data9,parentDataProperty:i2,rootData}))){
vErrors = vErrors === null ? validate96.errors : vErrors.concat(validate96.errors);
errors = vErrors.length;
}
var valid7 = _errs24 === errors;
if(!valid7){
break;
}
}
}
}
}
else {
validate90.errors = [{instancePath:instancePath+"/bases",schemaPath:"#/oneOf/0/properties/bases/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs22 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.signature !== undefined && func0.call(data, "signature")){
let data11 = data.signature;
const _errs25 = errors;
const _errs27 = errors;
if(errors === _errs27){
if(typeof data11 === "string"){
if(!pattern4.test(data11)){
validate90.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate90.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs25 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate90.errors = [{instancePath,schemaPath:"#/oneOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "prepare"){
const _errs29 = errors;
if(errors === _errs29){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing2;
if((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing2 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing2 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing2 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing2 = "area"))) || (((data.sequence === undefined) || (!(func0.call(data, "sequence")))) && (missing2 = "sequence"))) || (((data.ballot === undefined) || (!(func0.call(data, "ballot")))) && (missing2 = "ballot"))) || (((data.proposer === undefined) || (!(func0.call(data, "proposer")))) && (missing2 = "proposer"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing2 = "signature"))){
validate90.errors = [{instancePath,schemaPath:"#/oneOf/1/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs31 = errors;
for(const key1 of Object.keys(data)){
if(!((((((((key1 === "version") || (key1 === "deployment")) || (key1 === "type")) || (key1 === "area")) || (key1 === "sequence")) || (key1 === "ballot")) || (key1 === "proposer")) || (key1 === "signature"))){
validate90.errors = [{instancePath,schemaPath:"#/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs31 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data12 = data.version;
const _errs32 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate90.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/1/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data12){
validate90.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/1/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid11 = _errs32 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data13 = data.deployment;
const _errs34 = errors;
const _errs35 = errors;
if(errors === _errs35){
if(typeof data13 === "string"){
if(!pattern0.test(data13)){
validate90.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate90.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs34 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data.type !== undefined && func0.call(data, "type")){
let data14 = data.type;
const _errs37 = errors;
if(typeof data14 !== "string"){
validate90.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/1/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("prepare" !== data14){
validate90.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/1/properties/type/const",keyword:"const",params:{allowedValue: "prepare"},message:"must be equal to constant"}];
return false;
}
var valid11 = _errs37 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data.area !== undefined && func0.call(data, "area")){
let data15 = data.area;
const _errs39 = errors;
const _errs40 = errors;
if(errors === _errs40){
if(typeof data15 === "string"){
if(!pattern1.test(data15)){
validate90.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate90.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs39 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data.sequence !== undefined && func0.call(data, "sequence")){
let data16 = data.sequence;
const _errs42 = errors;
const _errs43 = errors;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
validate90.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs43){
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 9007199254740991 || isNaN(data16)){
validate90.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data16 < 0 || isNaN(data16)){
validate90.errors = [{instancePath:instancePath+"/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid11 = _errs42 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data.ballot !== undefined && func0.call(data, "ballot")){
let data17 = data.ballot;
const _errs45 = errors;
const _errs47 = errors;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
validate90.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs47){
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 9007199254740991 || isNaN(data17)){
validate90.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data17 < 0 || isNaN(data17)){
validate90.errors = [{instancePath:instancePath+"/ballot",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid11 = _errs45 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data.proposer !== undefined && func0.call(data, "proposer")){
let data18 = data.proposer;
const _errs49 = errors;
const _errs51 = errors;
if(errors === _errs51){
if(typeof data18 === "string"){
if(!pattern62.test(data18)){
validate90.errors = [{instancePath:instancePath+"/proposer",schemaPath:"defs.schema.json#/definitions/bytes16/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{22}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{22}$"+"\""}];
return false;
}
}
else {
validate90.errors = [{instancePath:instancePath+"/proposer",schemaPath:"defs.schema.json#/definitions/bytes16/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs49 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data.signature !== undefined && func0.call(data, "signature")){
let data19 = data.signature;
const _errs53 = errors;
const _errs55 = errors;
if(errors === _errs55){
if(typeof data19 === "string"){
if(!pattern4.test(data19)){
validate90.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate90.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs53 === errors;
}
else {
var valid11 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate90.errors = [{instancePath,schemaPath:"#/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "entries"){
const _errs57 = errors;
if(errors === _errs57){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing3;
if(((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing3 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing3 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing3 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing3 = "area"))) || (((data.entries === undefined) || (!(func0.call(data, "entries")))) && (missing3 = "entries"))){
validate90.errors = [{instancePath,schemaPath:"#/oneOf/2/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs59 = errors;
for(const key2 of Object.keys(data)){
if(!(((((key2 === "version") || (key2 === "deployment")) || (key2 === "type")) || (key2 === "area")) || (key2 === "entries"))){
validate90.errors = [{instancePath,schemaPath:"#/oneOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs59 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data20 = data.version;
const _errs60 = errors;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
validate90.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/2/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data20){
validate90.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/2/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid22 = _errs60 === errors;
}
else {
var valid22 = true;
}
if(valid22){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data21 = data.deployment;
const _errs62 = errors;
const _errs63 = errors;
if(errors === _errs63){
if(typeof data21 === "string"){
if(!pattern0.test(data21)){
validate90.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate90.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid22 = _errs62 === errors;
}
else {
var valid22 = true;
}
if(valid22){
if(data.type !== undefined && func0.call(data, "type")){
let data22 = data.type;
const _errs65 = errors;
if(typeof data22 !== "string"){
validate90.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/2/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("entries" !== data22){
validate90.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/2/properties/type/const",keyword:"const",params:{allowedValue: "entries"},message:"must be equal to constant"}];
return false;
}
var valid22 = _errs65 === errors;
}
else {
var valid22 = true;
}
if(valid22){
if(data.area !== undefined && func0.call(data, "area")){
let data23 = data.area;
const _errs67 = errors;
const _errs68 = errors;
if(errors === _errs68){
if(typeof data23 === "string"){
if(!pattern1.test(data23)){
validate90.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate90.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid22 = _errs67 === errors;
}
else {
var valid22 = true;
}
if(valid22){
if(data.entries !== undefined && func0.call(data, "entries")){
let data24 = data.entries;
const _errs70 = errors;
if(errors === _errs70){
if(Array.isArray(data24)){
if(data24.length > 256){
validate90.errors = [{instancePath:instancePath+"/entries",schemaPath:"#/oneOf/2/properties/entries/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"}];
return false;
}
else {
if(data24.length < 1){
validate90.errors = [{instancePath:instancePath+"/entries",schemaPath:"#/oneOf/2/properties/entries/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid25 = true;
const len3 = data24.length;
for(let i3=0; i3<len3; i3++){
const _errs72 = errors;
if(!(validate16(data24[i3], {instancePath:instancePath+"/entries/" + i3,parentData:data24,parentDataProperty:i3,rootData}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
var valid25 = _errs72 === errors;
if(!valid25){
break;
}
}
}
}
}
else {
validate90.errors = [{instancePath:instancePath+"/entries",schemaPath:"#/oneOf/2/properties/entries/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid22 = _errs70 === errors;
}
else {
var valid22 = true;
}
}
}
}
}
}
}
}
else {
validate90.errors = [{instancePath,schemaPath:"#/oneOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "resend"){
const _errs73 = errors;
if(errors === _errs73){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing4;
if((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing4 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing4 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing4 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing4 = "area"))) || (((data.sequences === undefined) || (!(func0.call(data, "sequences")))) && (missing4 = "sequences"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing4 = "signature"))){
validate90.errors = [{instancePath,schemaPath:"#/oneOf/3/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs75 = errors;
for(const key3 of Object.keys(data)){
if(!((((((key3 === "version") || (key3 === "deployment")) || (key3 === "type")) || (key3 === "area")) || (key3 === "sequences")) || (key3 === "signature"))){
validate90.errors = [{instancePath,schemaPath:"#/oneOf/3/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs75 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data26 = data.version;
const _errs76 = errors;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
validate90.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/3/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data26){
validate90.errors = [{instancePath:instancePath+"/version",schemaPath:"#/oneOf/3/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid27 = _errs76 === errors;
}
else {
var valid27 = true;
}
if(valid27){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data27 = data.deployment;
const _errs78 = errors;
const _errs79 = errors;
if(errors === _errs79){
if(typeof data27 === "string"){
if(!pattern0.test(data27)){
validate90.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate90.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid27 = _errs78 === errors;
}
else {
var valid27 = true;
}
if(valid27){
if(data.type !== undefined && func0.call(data, "type")){
let data28 = data.type;
const _errs81 = errors;
if(typeof data28 !== "string"){
validate90.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/3/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("resend" !== data28){
validate90.errors = [{instancePath:instancePath+"/type",schemaPath:"#/oneOf/3/properties/type/const",keyword:"const",params:{allowedValue: "resend"},message:"must be equal to constant"}];
return false;
}
var valid27 = _errs81 === errors;
}
else {
var valid27 = true;
}
if(valid27){
if(data.area !== undefined && func0.call(data, "area")){
let data29 = data.area;
const _errs83 = errors;
const _errs84 = errors;
if(errors === _errs84){
if(typeof data29 === "string"){
if(!pattern1.test(data29)){
validate90.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate90.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid27 = _errs83 === errors;
}
else {
var valid27 = true;
}
if(valid27){
if(data.sequences !== undefined && func0.call(data, "sequences")){
let data30 = data.sequences;
const _errs86 = errors;
if(errors === _errs86){
if(Array.isArray(data30)){
if(data30.length > 256){
validate90.errors = [{instancePath:instancePath+"/sequences",schemaPath:"#/oneOf/3/properties/sequences/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"}];
return false;
}
else {
if(data30.length < 0){
validate90.errors = [{instancePath:instancePath+"/sequences",schemaPath:"#/oneOf/3/properties/sequences/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid30 = true;
const len4 = data30.length;
for(let i4=0; i4<len4; i4++){
let data31 = data30[i4];
const _errs88 = errors;
const _errs89 = errors;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
validate90.errors = [{instancePath:instancePath+"/sequences/" + i4,schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs89){
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 9007199254740991 || isNaN(data31)){
validate90.errors = [{instancePath:instancePath+"/sequences/" + i4,schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data31 < 0 || isNaN(data31)){
validate90.errors = [{instancePath:instancePath+"/sequences/" + i4,schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid30 = _errs88 === errors;
if(!valid30){
break;
}
}
}
}
}
else {
validate90.errors = [{instancePath:instancePath+"/sequences",schemaPath:"#/oneOf/3/properties/sequences/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid27 = _errs86 === errors;
}
else {
var valid27 = true;
}
if(valid27){
if(data.signature !== undefined && func0.call(data, "signature")){
let data32 = data.signature;
const _errs91 = errors;
const _errs93 = errors;
if(errors === _errs93){
if(typeof data32 === "string"){
if(!pattern4.test(data32)){
validate90.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate90.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid27 = _errs91 === errors;
}
else {
var valid27 = true;
}
}
}
}
}
}
}
}
}
else {
validate90.errors = [{instancePath,schemaPath:"#/oneOf/3/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else {
validate90.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "type", tagValue: tag0},message:"value of tag \"type\" must be in oneOf"}];
return false;
}
}
else {
validate90.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "type", tagValue: tag0},message:"tag \"type\" must be string"}];
return false;
}
}
}
else {
validate90.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate90.errors = vErrors;
return errors === 0;
}

const roster_copy = validate100;
const schema350 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"roster-copy.schema.json","title":"RosterCopy","type":"object","additionalProperties":false,"required":["version","deployment","type","area","entries"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"roster","type":"string"},"area":{"$ref":"defs.schema.json#/definitions/areaId"},"entries":{"type":"array","items":{"$ref":"certified-entry.schema.json"},"minItems":0,"maxItems":100000}}};

function validate100(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="roster-copy.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area"))) || (((data.entries === undefined) || (!(func0.call(data, "entries")))) && (missing0 = "entries"))){
validate100.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((((key0 === "version") || (key0 === "deployment")) || (key0 === "type")) || (key0 === "area")) || (key0 === "entries"))){
validate100.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate100.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate100.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate100.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate100.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate100.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("roster" !== data2){
validate100.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "roster"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.area !== undefined && func0.call(data, "area")){
let data3 = data.area;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
validate100.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate100.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.entries !== undefined && func0.call(data, "entries")){
let data4 = data.entries;
const _errs12 = errors;
if(errors === _errs12){
if(Array.isArray(data4)){
if(data4.length > 100000){
validate100.errors = [{instancePath:instancePath+"/entries",schemaPath:"#/properties/entries/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"}];
return false;
}
else {
if(data4.length < 0){
validate100.errors = [{instancePath:instancePath+"/entries",schemaPath:"#/properties/entries/minItems",keyword:"minItems",params:{limit: 0},message:"must NOT have fewer than 0 items"}];
return false;
}
else {
var valid3 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
const _errs14 = errors;
if(!(validate16(data4[i0], {instancePath:instancePath+"/entries/" + i0,parentData:data4,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
var valid3 = _errs14 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate100.errors = [{instancePath:instancePath+"/entries",schemaPath:"#/properties/entries/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate100.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate100.errors = vErrors;
return errors === 0;
}

const scheme_copy = validate102;
const schema353 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"scheme-copy.schema.json","title":"SchemeCopy","type":"object","additionalProperties":false,"required":["version","deployment","type","entries"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"scheme","type":"string"},"entries":{"type":"array","items":{"$ref":"certified-entry.schema.json"},"minItems":1,"maxItems":4096}}};

function validate102(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="scheme-copy.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.entries === undefined) || (!(func0.call(data, "entries")))) && (missing0 = "entries"))){
validate102.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!((((key0 === "version") || (key0 === "deployment")) || (key0 === "type")) || (key0 === "entries"))){
validate102.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate102.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate102.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate102.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate102.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate102.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("scheme" !== data2){
validate102.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "scheme"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.entries !== undefined && func0.call(data, "entries")){
let data3 = data.entries;
const _errs9 = errors;
if(errors === _errs9){
if(Array.isArray(data3)){
if(data3.length > 4096){
validate102.errors = [{instancePath:instancePath+"/entries",schemaPath:"#/properties/entries/maxItems",keyword:"maxItems",params:{limit: 4096},message:"must NOT have more than 4096 items"}];
return false;
}
else {
if(data3.length < 1){
validate102.errors = [{instancePath:instancePath+"/entries",schemaPath:"#/properties/entries/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
const _errs11 = errors;
if(!(validate16(data3[i0], {instancePath:instancePath+"/entries/" + i0,parentData:data3,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
var valid2 = _errs11 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate102.errors = [{instancePath:instancePath+"/entries",schemaPath:"#/properties/entries/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate102.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate102.errors = vErrors;
return errors === 0;
}

const scheme = validate18;

const settlement_status = validate104;
const schema355 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"settlement-status.schema.json","title":"SettlementStatus","type":"object","additionalProperties":false,"required":["version","deployment","writtenAtMs","gridMs","isRunning","isConnected","online","rejections","areas"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"writtenAtMs":{"$ref":"defs.schema.json#/definitions/unixMs"},"gridMs":{"$ref":"defs.schema.json#/definitions/unixMs"},"isRunning":{"type":"boolean"},"isConnected":{"type":"boolean"},"online":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"maxItems":16},"rejections":{"type":"array","maxItems":16,"items":{"title":"LastRejection","type":"object","additionalProperties":false,"required":["aggregator","gridMs","code","detail"],"properties":{"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"gridMs":{"$ref":"defs.schema.json#/definitions/unixMs"},"code":{"type":"string","minLength":1,"maxLength":64},"detail":{"type":"string","minLength":0,"maxLength":256}}}},"aggregators":{"type":"array","maxItems":16,"items":{"title":"AggregatorHint","type":"object","additionalProperties":false,"required":["aggregator","refusals"],"properties":{"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"software":{"type":"string","minLength":0,"maxLength":64},"keyId":{"$ref":"defs.schema.json#/definitions/keyId"},"keyFromMs":{"$ref":"defs.schema.json#/definitions/unixMs"},"keyUntilMs":{"$ref":"defs.schema.json#/definitions/unixMs"},"refusals":{"type":"array","maxItems":64,"items":{"title":"Refusals","type":"object","additionalProperties":false,"required":["code","count"],"properties":{"code":{"type":"string","minLength":1,"maxLength":64},"count":{"$ref":"defs.schema.json#/definitions/sequence"}}}}}}},"evidence":{"type":"string","minLength":1,"maxLength":4096},"areas":{"type":"array","maxItems":65536,"items":{"title":"AreaStatus","type":"object","additionalProperties":false,"required":["area","logLength","heads","closingCount","closing"],"properties":{"area":{"$ref":"defs.schema.json#/definitions/areaId"},"logLength":{"$ref":"defs.schema.json#/definitions/sequence"},"heads":{"type":"array","maxItems":16,"items":{"title":"AggregatorHead","type":"object","additionalProperties":false,"required":["aggregator","length","keptFrom"],"properties":{"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"length":{"$ref":"defs.schema.json#/definitions/sequence"},"keptFrom":{"allOf":[{"$ref":"defs.schema.json#/definitions/interval"}]}}}},"announcement":{"title":"PendingAnnouncement","type":"object","additionalProperties":false,"required":["sequence","kind","accepted"],"properties":{"sequence":{"$ref":"defs.schema.json#/definitions/sequence"},"kind":{"type":"string","enum":["scheme","roster","close","bill"]},"accepted":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"maxItems":16}}},"complaint":{"type":"string","minLength":1,"maxLength":1024},"closingCount":{"$ref":"defs.schema.json#/definitions/sequence"},"closing":{"type":"array","maxItems":96,"items":{"title":"ClosingPage","type":"object","additionalProperties":false,"required":["interval","manifests"],"properties":{"interval":{"$ref":"defs.schema.json#/definitions/interval"},"manifests":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"maxItems":16}}}},"unbilledSinceMs":{"$ref":"defs.schema.json#/definitions/unixMs"},"holdings":{"type":"array","maxItems":16,"items":{"title":"HeldMeters","type":"object","additionalProperties":false,"required":["aggregator","held"],"properties":{"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"held":{"$ref":"defs.schema.json#/definitions/bitmap"}}}}}}}}};

function validate104(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="settlement-status.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.writtenAtMs === undefined) || (!(func0.call(data, "writtenAtMs")))) && (missing0 = "writtenAtMs"))) || (((data.gridMs === undefined) || (!(func0.call(data, "gridMs")))) && (missing0 = "gridMs"))) || (((data.isRunning === undefined) || (!(func0.call(data, "isRunning")))) && (missing0 = "isRunning"))) || (((data.isConnected === undefined) || (!(func0.call(data, "isConnected")))) && (missing0 = "isConnected"))) || (((data.online === undefined) || (!(func0.call(data, "online")))) && (missing0 = "online"))) || (((data.rejections === undefined) || (!(func0.call(data, "rejections")))) && (missing0 = "rejections"))) || (((data.areas === undefined) || (!(func0.call(data, "areas")))) && (missing0 = "areas"))){
validate104.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema355.properties, key0))){
validate104.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate104.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate104.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate104.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate104.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.writtenAtMs !== undefined && func0.call(data, "writtenAtMs")){
let data2 = data.writtenAtMs;
const _errs7 = errors;
const _errs8 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate104.errors = [{instancePath:instancePath+"/writtenAtMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs8){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate104.errors = [{instancePath:instancePath+"/writtenAtMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate104.errors = [{instancePath:instancePath+"/writtenAtMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.gridMs !== undefined && func0.call(data, "gridMs")){
let data3 = data.gridMs;
const _errs10 = errors;
const _errs11 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate104.errors = [{instancePath:instancePath+"/gridMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs11){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate104.errors = [{instancePath:instancePath+"/gridMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate104.errors = [{instancePath:instancePath+"/gridMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.isRunning !== undefined && func0.call(data, "isRunning")){
const _errs13 = errors;
if(typeof data.isRunning !== "boolean"){
validate104.errors = [{instancePath:instancePath+"/isRunning",schemaPath:"#/properties/isRunning/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.isConnected !== undefined && func0.call(data, "isConnected")){
const _errs15 = errors;
if(typeof data.isConnected !== "boolean"){
validate104.errors = [{instancePath:instancePath+"/isConnected",schemaPath:"#/properties/isConnected/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.online !== undefined && func0.call(data, "online")){
let data6 = data.online;
const _errs17 = errors;
if(errors === _errs17){
if(Array.isArray(data6)){
if(data6.length > 16){
validate104.errors = [{instancePath:instancePath+"/online",schemaPath:"#/properties/online/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
var valid4 = true;
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
const _errs19 = errors;
const _errs20 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate104.errors = [{instancePath:instancePath+"/online/" + i0,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 16 || isNaN(data7)){
validate104.errors = [{instancePath:instancePath+"/online/" + i0,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data7 < 1 || isNaN(data7)){
validate104.errors = [{instancePath:instancePath+"/online/" + i0,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid4 = _errs19 === errors;
if(!valid4){
break;
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/online",schemaPath:"#/properties/online/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.rejections !== undefined && func0.call(data, "rejections")){
let data8 = data.rejections;
const _errs22 = errors;
if(errors === _errs22){
if(Array.isArray(data8)){
if(data8.length > 16){
validate104.errors = [{instancePath:instancePath+"/rejections",schemaPath:"#/properties/rejections/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
var valid6 = true;
const len1 = data8.length;
for(let i1=0; i1<len1; i1++){
let data9 = data8[i1];
const _errs24 = errors;
if(errors === _errs24){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
let missing1;
if((((((data9.aggregator === undefined) || (!(func0.call(data9, "aggregator")))) && (missing1 = "aggregator")) || (((data9.gridMs === undefined) || (!(func0.call(data9, "gridMs")))) && (missing1 = "gridMs"))) || (((data9.code === undefined) || (!(func0.call(data9, "code")))) && (missing1 = "code"))) || (((data9.detail === undefined) || (!(func0.call(data9, "detail")))) && (missing1 = "detail"))){
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1,schemaPath:"#/properties/rejections/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs26 = errors;
for(const key1 of Object.keys(data9)){
if(!((((key1 === "aggregator") || (key1 === "gridMs")) || (key1 === "code")) || (key1 === "detail"))){
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1,schemaPath:"#/properties/rejections/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs26 === errors){
if(data9.aggregator !== undefined && func0.call(data9, "aggregator")){
let data10 = data9.aggregator;
const _errs27 = errors;
const _errs28 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs28){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 16 || isNaN(data10)){
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data10 < 1 || isNaN(data10)){
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid7 = _errs27 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data9.gridMs !== undefined && func0.call(data9, "gridMs")){
let data11 = data9.gridMs;
const _errs30 = errors;
const _errs31 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1+"/gridMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs31){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 9007199254740991 || isNaN(data11)){
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1+"/gridMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data11 < 0 || isNaN(data11)){
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1+"/gridMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid7 = _errs30 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data9.code !== undefined && func0.call(data9, "code")){
let data12 = data9.code;
const _errs33 = errors;
if(errors === _errs33){
if(typeof data12 === "string"){
if(func83(data12) > 64){
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1+"/code",schemaPath:"#/properties/rejections/items/properties/code/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func83(data12) < 1){
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1+"/code",schemaPath:"#/properties/rejections/items/properties/code/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1+"/code",schemaPath:"#/properties/rejections/items/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid7 = _errs33 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data9.detail !== undefined && func0.call(data9, "detail")){
let data13 = data9.detail;
const _errs35 = errors;
if(errors === _errs35){
if(typeof data13 === "string"){
if(func83(data13) > 256){
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1+"/detail",schemaPath:"#/properties/rejections/items/properties/detail/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters"}];
return false;
}
else {
if(func83(data13) < 0){
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1+"/detail",schemaPath:"#/properties/rejections/items/properties/detail/minLength",keyword:"minLength",params:{limit: 0},message:"must NOT have fewer than 0 characters"}];
return false;
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1+"/detail",schemaPath:"#/properties/rejections/items/properties/detail/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid7 = _errs35 === errors;
}
else {
var valid7 = true;
}
}
}
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/rejections/" + i1,schemaPath:"#/properties/rejections/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid6 = _errs24 === errors;
if(!valid6){
break;
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/rejections",schemaPath:"#/properties/rejections/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aggregators !== undefined && func0.call(data, "aggregators")){
let data14 = data.aggregators;
const _errs37 = errors;
if(errors === _errs37){
if(Array.isArray(data14)){
if(data14.length > 16){
validate104.errors = [{instancePath:instancePath+"/aggregators",schemaPath:"#/properties/aggregators/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
var valid10 = true;
const len2 = data14.length;
for(let i2=0; i2<len2; i2++){
let data15 = data14[i2];
const _errs39 = errors;
if(errors === _errs39){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
let missing2;
if((((data15.aggregator === undefined) || (!(func0.call(data15, "aggregator")))) && (missing2 = "aggregator")) || (((data15.refusals === undefined) || (!(func0.call(data15, "refusals")))) && (missing2 = "refusals"))){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2,schemaPath:"#/properties/aggregators/items/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs41 = errors;
for(const key2 of Object.keys(data15)){
if(!((((((key2 === "aggregator") || (key2 === "software")) || (key2 === "keyId")) || (key2 === "keyFromMs")) || (key2 === "keyUntilMs")) || (key2 === "refusals"))){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2,schemaPath:"#/properties/aggregators/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs41 === errors){
if(data15.aggregator !== undefined && func0.call(data15, "aggregator")){
let data16 = data15.aggregator;
const _errs42 = errors;
const _errs43 = errors;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs43){
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 16 || isNaN(data16)){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data16 < 1 || isNaN(data16)){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid11 = _errs42 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data15.software !== undefined && func0.call(data15, "software")){
let data17 = data15.software;
const _errs45 = errors;
if(errors === _errs45){
if(typeof data17 === "string"){
if(func83(data17) > 64){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/software",schemaPath:"#/properties/aggregators/items/properties/software/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func83(data17) < 0){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/software",schemaPath:"#/properties/aggregators/items/properties/software/minLength",keyword:"minLength",params:{limit: 0},message:"must NOT have fewer than 0 characters"}];
return false;
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/software",schemaPath:"#/properties/aggregators/items/properties/software/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs45 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data15.keyId !== undefined && func0.call(data15, "keyId")){
let data18 = data15.keyId;
const _errs47 = errors;
const _errs48 = errors;
if(errors === _errs48){
if(typeof data18 === "string"){
if(!pattern142.test(data18)){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/keyId",schemaPath:"defs.schema.json#/definitions/keyId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{1,32}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{1,32}$"+"\""}];
return false;
}
}
else {
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/keyId",schemaPath:"defs.schema.json#/definitions/keyId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs47 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data15.keyFromMs !== undefined && func0.call(data15, "keyFromMs")){
let data19 = data15.keyFromMs;
const _errs50 = errors;
const _errs51 = errors;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/keyFromMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs51){
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 9007199254740991 || isNaN(data19)){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/keyFromMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data19 < 0 || isNaN(data19)){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/keyFromMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid11 = _errs50 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data15.keyUntilMs !== undefined && func0.call(data15, "keyUntilMs")){
let data20 = data15.keyUntilMs;
const _errs53 = errors;
const _errs54 = errors;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/keyUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs54){
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 9007199254740991 || isNaN(data20)){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/keyUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data20 < 0 || isNaN(data20)){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/keyUntilMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid11 = _errs53 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data15.refusals !== undefined && func0.call(data15, "refusals")){
let data21 = data15.refusals;
const _errs56 = errors;
if(errors === _errs56){
if(Array.isArray(data21)){
if(data21.length > 64){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/refusals",schemaPath:"#/properties/aggregators/items/properties/refusals/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
var valid16 = true;
const len3 = data21.length;
for(let i3=0; i3<len3; i3++){
let data22 = data21[i3];
const _errs58 = errors;
if(errors === _errs58){
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
let missing3;
if((((data22.code === undefined) || (!(func0.call(data22, "code")))) && (missing3 = "code")) || (((data22.count === undefined) || (!(func0.call(data22, "count")))) && (missing3 = "count"))){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/refusals/" + i3,schemaPath:"#/properties/aggregators/items/properties/refusals/items/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs60 = errors;
for(const key3 of Object.keys(data22)){
if(!((key3 === "code") || (key3 === "count"))){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/refusals/" + i3,schemaPath:"#/properties/aggregators/items/properties/refusals/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs60 === errors){
if(data22.code !== undefined && func0.call(data22, "code")){
let data23 = data22.code;
const _errs61 = errors;
if(errors === _errs61){
if(typeof data23 === "string"){
if(func83(data23) > 64){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/refusals/" + i3+"/code",schemaPath:"#/properties/aggregators/items/properties/refusals/items/properties/code/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func83(data23) < 1){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/refusals/" + i3+"/code",schemaPath:"#/properties/aggregators/items/properties/refusals/items/properties/code/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/refusals/" + i3+"/code",schemaPath:"#/properties/aggregators/items/properties/refusals/items/properties/code/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid17 = _errs61 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data22.count !== undefined && func0.call(data22, "count")){
let data24 = data22.count;
const _errs63 = errors;
const _errs64 = errors;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/refusals/" + i3+"/count",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs64){
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 9007199254740991 || isNaN(data24)){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/refusals/" + i3+"/count",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data24 < 0 || isNaN(data24)){
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/refusals/" + i3+"/count",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid17 = _errs63 === errors;
}
else {
var valid17 = true;
}
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/refusals/" + i3,schemaPath:"#/properties/aggregators/items/properties/refusals/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid16 = _errs58 === errors;
if(!valid16){
break;
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2+"/refusals",schemaPath:"#/properties/aggregators/items/properties/refusals/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid11 = _errs56 === errors;
}
else {
var valid11 = true;
}
}
}
}
}
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/aggregators/" + i2,schemaPath:"#/properties/aggregators/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid10 = _errs39 === errors;
if(!valid10){
break;
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/aggregators",schemaPath:"#/properties/aggregators/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.evidence !== undefined && func0.call(data, "evidence")){
let data25 = data.evidence;
const _errs66 = errors;
if(errors === _errs66){
if(typeof data25 === "string"){
if(func83(data25) > 4096){
validate104.errors = [{instancePath:instancePath+"/evidence",schemaPath:"#/properties/evidence/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters"}];
return false;
}
else {
if(func83(data25) < 1){
validate104.errors = [{instancePath:instancePath+"/evidence",schemaPath:"#/properties/evidence/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/evidence",schemaPath:"#/properties/evidence/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs66 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.areas !== undefined && func0.call(data, "areas")){
let data26 = data.areas;
const _errs68 = errors;
if(errors === _errs68){
if(Array.isArray(data26)){
if(data26.length > 65536){
validate104.errors = [{instancePath:instancePath+"/areas",schemaPath:"#/properties/areas/maxItems",keyword:"maxItems",params:{limit: 65536},message:"must NOT have more than 65536 items"}];
return false;
}
else {
var valid19 = true;
const len4 = data26.length;
for(let i4=0; i4<len4; i4++){
let data27 = data26[i4];
const _errs70 = errors;
if(errors === _errs70){
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
let missing4;
if(((((((data27.area === undefined) || (!(func0.call(data27, "area")))) && (missing4 = "area")) || (((data27.logLength === undefined) || (!(func0.call(data27, "logLength")))) && (missing4 = "logLength"))) || (((data27.heads === undefined) || (!(func0.call(data27, "heads")))) && (missing4 = "heads"))) || (((data27.closingCount === undefined) || (!(func0.call(data27, "closingCount")))) && (missing4 = "closingCount"))) || (((data27.closing === undefined) || (!(func0.call(data27, "closing")))) && (missing4 = "closing"))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4,schemaPath:"#/properties/areas/items/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs72 = errors;
for(const key4 of Object.keys(data27)){
if(!(func0.call(schema355.properties.areas.items.properties, key4))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4,schemaPath:"#/properties/areas/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs72 === errors){
if(data27.area !== undefined && func0.call(data27, "area")){
let data28 = data27.area;
const _errs73 = errors;
const _errs74 = errors;
if(errors === _errs74){
if(typeof data28 === "string"){
if(!pattern1.test(data28)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid20 = _errs73 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data27.logLength !== undefined && func0.call(data27, "logLength")){
let data29 = data27.logLength;
const _errs76 = errors;
const _errs77 = errors;
if(!(((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29))) && (isFinite(data29)))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/logLength",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs77){
if((typeof data29 == "number") && (isFinite(data29))){
if(data29 > 9007199254740991 || isNaN(data29)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/logLength",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data29 < 0 || isNaN(data29)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/logLength",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid20 = _errs76 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data27.heads !== undefined && func0.call(data27, "heads")){
let data30 = data27.heads;
const _errs79 = errors;
if(errors === _errs79){
if(Array.isArray(data30)){
if(data30.length > 16){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/heads",schemaPath:"#/properties/areas/items/properties/heads/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
var valid23 = true;
const len5 = data30.length;
for(let i5=0; i5<len5; i5++){
let data31 = data30[i5];
const _errs81 = errors;
if(errors === _errs81){
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
let missing5;
if(((((data31.aggregator === undefined) || (!(func0.call(data31, "aggregator")))) && (missing5 = "aggregator")) || (((data31.length === undefined) || (!(func0.call(data31, "length")))) && (missing5 = "length"))) || (((data31.keptFrom === undefined) || (!(func0.call(data31, "keptFrom")))) && (missing5 = "keptFrom"))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/heads/" + i5,schemaPath:"#/properties/areas/items/properties/heads/items/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"}];
return false;
}
else {
const _errs83 = errors;
for(const key5 of Object.keys(data31)){
if(!(((key5 === "aggregator") || (key5 === "length")) || (key5 === "keptFrom"))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/heads/" + i5,schemaPath:"#/properties/areas/items/properties/heads/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs83 === errors){
if(data31.aggregator !== undefined && func0.call(data31, "aggregator")){
let data32 = data31.aggregator;
const _errs84 = errors;
const _errs85 = errors;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/heads/" + i5+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs85){
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 16 || isNaN(data32)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/heads/" + i5+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data32 < 1 || isNaN(data32)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/heads/" + i5+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid24 = _errs84 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data31.length !== undefined && func0.call(data31, "length")){
let data33 = data31.length;
const _errs87 = errors;
const _errs88 = errors;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/heads/" + i5+"/length",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs88){
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 > 9007199254740991 || isNaN(data33)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/heads/" + i5+"/length",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data33 < 0 || isNaN(data33)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/heads/" + i5+"/length",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid24 = _errs87 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data31.keptFrom !== undefined && func0.call(data31, "keptFrom")){
let data34 = data31.keptFrom;
const _errs90 = errors;
const _errs92 = errors;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/heads/" + i5+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs92){
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 > 4294967295 || isNaN(data34)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/heads/" + i5+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data34 < 0 || isNaN(data34)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/heads/" + i5+"/keptFrom",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid24 = _errs90 === errors;
}
else {
var valid24 = true;
}
}
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/heads/" + i5,schemaPath:"#/properties/areas/items/properties/heads/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid23 = _errs81 === errors;
if(!valid23){
break;
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/heads",schemaPath:"#/properties/areas/items/properties/heads/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid20 = _errs79 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data27.announcement !== undefined && func0.call(data27, "announcement")){
let data35 = data27.announcement;
const _errs94 = errors;
if(errors === _errs94){
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
let missing6;
if(((((data35.sequence === undefined) || (!(func0.call(data35, "sequence")))) && (missing6 = "sequence")) || (((data35.kind === undefined) || (!(func0.call(data35, "kind")))) && (missing6 = "kind"))) || (((data35.accepted === undefined) || (!(func0.call(data35, "accepted")))) && (missing6 = "accepted"))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/announcement",schemaPath:"#/properties/areas/items/properties/announcement/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"}];
return false;
}
else {
const _errs96 = errors;
for(const key6 of Object.keys(data35)){
if(!(((key6 === "sequence") || (key6 === "kind")) || (key6 === "accepted"))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/announcement",schemaPath:"#/properties/areas/items/properties/announcement/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs96 === errors){
if(data35.sequence !== undefined && func0.call(data35, "sequence")){
let data36 = data35.sequence;
const _errs97 = errors;
const _errs98 = errors;
if(!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36)))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/announcement/sequence",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs98){
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 > 9007199254740991 || isNaN(data36)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/announcement/sequence",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data36 < 0 || isNaN(data36)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/announcement/sequence",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid29 = _errs97 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data35.kind !== undefined && func0.call(data35, "kind")){
let data37 = data35.kind;
const _errs100 = errors;
if(typeof data37 !== "string"){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/announcement/kind",schemaPath:"#/properties/areas/items/properties/announcement/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((((data37 === "scheme") || (data37 === "roster")) || (data37 === "close")) || (data37 === "bill"))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/announcement/kind",schemaPath:"#/properties/areas/items/properties/announcement/properties/kind/enum",keyword:"enum",params:{allowedValues: schema355.properties.areas.items.properties.announcement.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid29 = _errs100 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data35.accepted !== undefined && func0.call(data35, "accepted")){
let data38 = data35.accepted;
const _errs102 = errors;
if(errors === _errs102){
if(Array.isArray(data38)){
if(data38.length > 16){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/announcement/accepted",schemaPath:"#/properties/areas/items/properties/announcement/properties/accepted/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
var valid31 = true;
const len6 = data38.length;
for(let i6=0; i6<len6; i6++){
let data39 = data38[i6];
const _errs104 = errors;
const _errs105 = errors;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/announcement/accepted/" + i6,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs105){
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 16 || isNaN(data39)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/announcement/accepted/" + i6,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data39 < 1 || isNaN(data39)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/announcement/accepted/" + i6,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid31 = _errs104 === errors;
if(!valid31){
break;
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/announcement/accepted",schemaPath:"#/properties/areas/items/properties/announcement/properties/accepted/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid29 = _errs102 === errors;
}
else {
var valid29 = true;
}
}
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/announcement",schemaPath:"#/properties/areas/items/properties/announcement/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid20 = _errs94 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data27.complaint !== undefined && func0.call(data27, "complaint")){
let data40 = data27.complaint;
const _errs107 = errors;
if(errors === _errs107){
if(typeof data40 === "string"){
if(func83(data40) > 1024){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/complaint",schemaPath:"#/properties/areas/items/properties/complaint/maxLength",keyword:"maxLength",params:{limit: 1024},message:"must NOT have more than 1024 characters"}];
return false;
}
else {
if(func83(data40) < 1){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/complaint",schemaPath:"#/properties/areas/items/properties/complaint/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/complaint",schemaPath:"#/properties/areas/items/properties/complaint/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid20 = _errs107 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data27.closingCount !== undefined && func0.call(data27, "closingCount")){
let data41 = data27.closingCount;
const _errs109 = errors;
const _errs110 = errors;
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closingCount",schemaPath:"defs.schema.json#/definitions/sequence/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs110){
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 9007199254740991 || isNaN(data41)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closingCount",schemaPath:"defs.schema.json#/definitions/sequence/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data41 < 0 || isNaN(data41)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closingCount",schemaPath:"defs.schema.json#/definitions/sequence/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid20 = _errs109 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data27.closing !== undefined && func0.call(data27, "closing")){
let data42 = data27.closing;
const _errs112 = errors;
if(errors === _errs112){
if(Array.isArray(data42)){
if(data42.length > 96){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closing",schemaPath:"#/properties/areas/items/properties/closing/maxItems",keyword:"maxItems",params:{limit: 96},message:"must NOT have more than 96 items"}];
return false;
}
else {
var valid34 = true;
const len7 = data42.length;
for(let i7=0; i7<len7; i7++){
let data43 = data42[i7];
const _errs114 = errors;
if(errors === _errs114){
if(data43 && typeof data43 == "object" && !Array.isArray(data43)){
let missing7;
if((((data43.interval === undefined) || (!(func0.call(data43, "interval")))) && (missing7 = "interval")) || (((data43.manifests === undefined) || (!(func0.call(data43, "manifests")))) && (missing7 = "manifests"))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closing/" + i7,schemaPath:"#/properties/areas/items/properties/closing/items/required",keyword:"required",params:{missingProperty: missing7},message:"must have required property '"+missing7+"'"}];
return false;
}
else {
const _errs116 = errors;
for(const key7 of Object.keys(data43)){
if(!((key7 === "interval") || (key7 === "manifests"))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closing/" + i7,schemaPath:"#/properties/areas/items/properties/closing/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs116 === errors){
if(data43.interval !== undefined && func0.call(data43, "interval")){
let data44 = data43.interval;
const _errs117 = errors;
const _errs118 = errors;
if(!(((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44))) && (isFinite(data44)))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closing/" + i7+"/interval",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs118){
if((typeof data44 == "number") && (isFinite(data44))){
if(data44 > 4294967295 || isNaN(data44)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closing/" + i7+"/interval",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data44 < 0 || isNaN(data44)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closing/" + i7+"/interval",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid35 = _errs117 === errors;
}
else {
var valid35 = true;
}
if(valid35){
if(data43.manifests !== undefined && func0.call(data43, "manifests")){
let data45 = data43.manifests;
const _errs120 = errors;
if(errors === _errs120){
if(Array.isArray(data45)){
if(data45.length > 16){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closing/" + i7+"/manifests",schemaPath:"#/properties/areas/items/properties/closing/items/properties/manifests/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
var valid37 = true;
const len8 = data45.length;
for(let i8=0; i8<len8; i8++){
let data46 = data45[i8];
const _errs122 = errors;
const _errs123 = errors;
if(!(((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46))) && (isFinite(data46)))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closing/" + i7+"/manifests/" + i8,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs123){
if((typeof data46 == "number") && (isFinite(data46))){
if(data46 > 16 || isNaN(data46)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closing/" + i7+"/manifests/" + i8,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data46 < 1 || isNaN(data46)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closing/" + i7+"/manifests/" + i8,schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid37 = _errs122 === errors;
if(!valid37){
break;
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closing/" + i7+"/manifests",schemaPath:"#/properties/areas/items/properties/closing/items/properties/manifests/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid35 = _errs120 === errors;
}
else {
var valid35 = true;
}
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closing/" + i7,schemaPath:"#/properties/areas/items/properties/closing/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid34 = _errs114 === errors;
if(!valid34){
break;
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/closing",schemaPath:"#/properties/areas/items/properties/closing/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid20 = _errs112 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data27.unbilledSinceMs !== undefined && func0.call(data27, "unbilledSinceMs")){
let data47 = data27.unbilledSinceMs;
const _errs125 = errors;
const _errs126 = errors;
if(!(((typeof data47 == "number") && (!(data47 % 1) && !isNaN(data47))) && (isFinite(data47)))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/unbilledSinceMs",schemaPath:"defs.schema.json#/definitions/unixMs/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs126){
if((typeof data47 == "number") && (isFinite(data47))){
if(data47 > 9007199254740991 || isNaN(data47)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/unbilledSinceMs",schemaPath:"defs.schema.json#/definitions/unixMs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data47 < 0 || isNaN(data47)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/unbilledSinceMs",schemaPath:"defs.schema.json#/definitions/unixMs/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid20 = _errs125 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data27.holdings !== undefined && func0.call(data27, "holdings")){
let data48 = data27.holdings;
const _errs128 = errors;
if(errors === _errs128){
if(Array.isArray(data48)){
if(data48.length > 16){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/holdings",schemaPath:"#/properties/areas/items/properties/holdings/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
var valid40 = true;
const len9 = data48.length;
for(let i9=0; i9<len9; i9++){
let data49 = data48[i9];
const _errs130 = errors;
if(errors === _errs130){
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
let missing8;
if((((data49.aggregator === undefined) || (!(func0.call(data49, "aggregator")))) && (missing8 = "aggregator")) || (((data49.held === undefined) || (!(func0.call(data49, "held")))) && (missing8 = "held"))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/holdings/" + i9,schemaPath:"#/properties/areas/items/properties/holdings/items/required",keyword:"required",params:{missingProperty: missing8},message:"must have required property '"+missing8+"'"}];
return false;
}
else {
const _errs132 = errors;
for(const key8 of Object.keys(data49)){
if(!((key8 === "aggregator") || (key8 === "held"))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/holdings/" + i9,schemaPath:"#/properties/areas/items/properties/holdings/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs132 === errors){
if(data49.aggregator !== undefined && func0.call(data49, "aggregator")){
let data50 = data49.aggregator;
const _errs133 = errors;
const _errs134 = errors;
if(!(((typeof data50 == "number") && (!(data50 % 1) && !isNaN(data50))) && (isFinite(data50)))){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/holdings/" + i9+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs134){
if((typeof data50 == "number") && (isFinite(data50))){
if(data50 > 16 || isNaN(data50)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/holdings/" + i9+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data50 < 1 || isNaN(data50)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/holdings/" + i9+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid41 = _errs133 === errors;
}
else {
var valid41 = true;
}
if(valid41){
if(data49.held !== undefined && func0.call(data49, "held")){
let data51 = data49.held;
const _errs136 = errors;
const _errs137 = errors;
if(errors === _errs137){
if(typeof data51 === "string"){
if(func83(data51) > 1048576){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/holdings/" + i9+"/held",schemaPath:"defs.schema.json#/definitions/bitmap/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data51)){
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/holdings/" + i9+"/held",schemaPath:"defs.schema.json#/definitions/bitmap/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/holdings/" + i9+"/held",schemaPath:"defs.schema.json#/definitions/bitmap/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid41 = _errs136 === errors;
}
else {
var valid41 = true;
}
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/holdings/" + i9,schemaPath:"#/properties/areas/items/properties/holdings/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid40 = _errs130 === errors;
if(!valid40){
break;
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/areas/" + i4+"/holdings",schemaPath:"#/properties/areas/items/properties/holdings/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid20 = _errs128 === errors;
}
else {
var valid20 = true;
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/areas/" + i4,schemaPath:"#/properties/areas/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid19 = _errs70 === errors;
if(!valid19){
break;
}
}
}
}
else {
validate104.errors = [{instancePath:instancePath+"/areas",schemaPath:"#/properties/areas/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs68 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate104.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate104.errors = vErrors;
return errors === 0;
}

const shares = validate105;
const schema380 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"shares.schema.json","title":"SharesMessage","type":"object","additionalProperties":false,"required":["version","deployment","type","area","sharing","meter","keyEpoch","aggregator","keyId","registers","from","count","sessionId","nonce","sealed"],"dependencies":{"session":["sessionSignature"],"sessionSignature":["session"]},"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"shares","type":"string"},"sharing":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes16"}]},"meter":{"$ref":"defs.schema.json#/definitions/meterId"},"keyEpoch":{"$ref":"defs.schema.json#/definitions/epoch"},"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"keyId":{"$ref":"defs.schema.json#/definitions/keyId"},"registers":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/register"},"minItems":1,"maxItems":16},"from":{"$ref":"defs.schema.json#/definitions/interval"},"count":{"type":"integer","minimum":1,"maximum":96},"sessionId":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes16"}]},"session":{"allOf":[{"$ref":"defs.schema.json#/definitions/hpkeEncapsulated"}]},"sessionSignature":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes64"}]},"nonce":{"allOf":[{"$ref":"defs.schema.json#/definitions/nonce"}]},"sealed":{"allOf":[{"$ref":"defs.schema.json#/definitions/bytes"}]},"area":{"$ref":"defs.schema.json#/definitions/areaId"}}};

function validate105(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="shares.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.area === undefined) || (!(func0.call(data, "area")))) && (missing0 = "area"))) || (((data.sharing === undefined) || (!(func0.call(data, "sharing")))) && (missing0 = "sharing"))) || (((data.meter === undefined) || (!(func0.call(data, "meter")))) && (missing0 = "meter"))) || (((data.keyEpoch === undefined) || (!(func0.call(data, "keyEpoch")))) && (missing0 = "keyEpoch"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator"))) || (((data.keyId === undefined) || (!(func0.call(data, "keyId")))) && (missing0 = "keyId"))) || (((data.registers === undefined) || (!(func0.call(data, "registers")))) && (missing0 = "registers"))) || (((data.from === undefined) || (!(func0.call(data, "from")))) && (missing0 = "from"))) || (((data.count === undefined) || (!(func0.call(data, "count")))) && (missing0 = "count"))) || (((data.sessionId === undefined) || (!(func0.call(data, "sessionId")))) && (missing0 = "sessionId"))) || (((data.nonce === undefined) || (!(func0.call(data, "nonce")))) && (missing0 = "nonce"))) || (((data.sealed === undefined) || (!(func0.call(data, "sealed")))) && (missing0 = "sealed"))){
validate105.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(func0.call(schema380.properties, key0))){
validate105.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
let missing1;
if(data.session !== undefined && func0.call(data, "session") && (((data.sessionSignature === undefined) || (!(func0.call(data, "sessionSignature")))) && (missing1 = "sessionSignature"))){
validate105.errors = [{instancePath,schemaPath:"#/dependencies",keyword:"dependencies",params:{property: "session",
    missingProperty: missing1,
    depsCount: 1,
    deps: "sessionSignature"},message:"must have property sessionSignature when property session is present"}];
return false;
}
else {
if(data.sessionSignature !== undefined && func0.call(data, "sessionSignature") && (((data.session === undefined) || (!(func0.call(data, "session")))) && (missing1 = "session"))){
validate105.errors = [{instancePath,schemaPath:"#/dependencies",keyword:"dependencies",params:{property: "sessionSignature",
    missingProperty: missing1,
    depsCount: 1,
    deps: "session"},message:"must have property session when property sessionSignature is present"}];
return false;
}
else {
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate105.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate105.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid1 = _errs2 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate105.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate105.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate105.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("shares" !== data2){
validate105.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "shares"},message:"must be equal to constant"}];
return false;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.sharing !== undefined && func0.call(data, "sharing")){
let data3 = data.sharing;
const _errs9 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(!pattern62.test(data3)){
validate105.errors = [{instancePath:instancePath+"/sharing",schemaPath:"defs.schema.json#/definitions/bytes16/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{22}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{22}$"+"\""}];
return false;
}
}
else {
validate105.errors = [{instancePath:instancePath+"/sharing",schemaPath:"defs.schema.json#/definitions/bytes16/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.meter !== undefined && func0.call(data, "meter")){
let data4 = data.meter;
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data4 === "string"){
if(!pattern1.test(data4)){
validate105.errors = [{instancePath:instancePath+"/meter",schemaPath:"defs.schema.json#/definitions/meterId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate105.errors = [{instancePath:instancePath+"/meter",schemaPath:"defs.schema.json#/definitions/meterId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs13 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.keyEpoch !== undefined && func0.call(data, "keyEpoch")){
let data5 = data.keyEpoch;
const _errs16 = errors;
const _errs17 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate105.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs17){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate105.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate105.errors = [{instancePath:instancePath+"/keyEpoch",schemaPath:"defs.schema.json#/definitions/epoch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid1 = _errs16 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data6 = data.aggregator;
const _errs19 = errors;
const _errs20 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate105.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 16 || isNaN(data6)){
validate105.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate105.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid1 = _errs19 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.keyId !== undefined && func0.call(data, "keyId")){
let data7 = data.keyId;
const _errs22 = errors;
const _errs23 = errors;
if(errors === _errs23){
if(typeof data7 === "string"){
if(!pattern142.test(data7)){
validate105.errors = [{instancePath:instancePath+"/keyId",schemaPath:"defs.schema.json#/definitions/keyId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{1,32}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{1,32}$"+"\""}];
return false;
}
}
else {
validate105.errors = [{instancePath:instancePath+"/keyId",schemaPath:"defs.schema.json#/definitions/keyId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs22 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.registers !== undefined && func0.call(data, "registers")){
let data8 = data.registers;
const _errs25 = errors;
if(errors === _errs25){
if(Array.isArray(data8)){
if(data8.length > 16){
validate105.errors = [{instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data8.length < 1){
validate105.errors = [{instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid9 = true;
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
let data9 = data8[i0];
const _errs27 = errors;
const _errs28 = errors;
if(errors === _errs28){
if(typeof data9 === "string"){
if(!pattern9.test(data9)){
validate105.errors = [{instancePath:instancePath+"/registers/" + i0,schemaPath:"defs.schema.json#/definitions/register/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"},message:"must match pattern \""+"^[0-9]{1,3}-[0-9]{1,3}:[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$"+"\""}];
return false;
}
}
else {
validate105.errors = [{instancePath:instancePath+"/registers/" + i0,schemaPath:"defs.schema.json#/definitions/register/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid9 = _errs27 === errors;
if(!valid9){
break;
}
}
}
}
}
else {
validate105.errors = [{instancePath:instancePath+"/registers",schemaPath:"#/properties/registers/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid1 = _errs25 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.from !== undefined && func0.call(data, "from")){
let data10 = data.from;
const _errs30 = errors;
const _errs31 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate105.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs31){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 4294967295 || isNaN(data10)){
validate105.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295},message:"must be <= 4294967295"}];
return false;
}
else {
if(data10 < 0 || isNaN(data10)){
validate105.errors = [{instancePath:instancePath+"/from",schemaPath:"defs.schema.json#/definitions/interval/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid1 = _errs30 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.count !== undefined && func0.call(data, "count")){
let data11 = data.count;
const _errs33 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate105.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs33){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 96 || isNaN(data11)){
validate105.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 96},message:"must be <= 96"}];
return false;
}
else {
if(data11 < 1 || isNaN(data11)){
validate105.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid1 = _errs33 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.sessionId !== undefined && func0.call(data, "sessionId")){
let data12 = data.sessionId;
const _errs35 = errors;
const _errs37 = errors;
if(errors === _errs37){
if(typeof data12 === "string"){
if(!pattern62.test(data12)){
validate105.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"defs.schema.json#/definitions/bytes16/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{22}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{22}$"+"\""}];
return false;
}
}
else {
validate105.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"defs.schema.json#/definitions/bytes16/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs35 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.session !== undefined && func0.call(data, "session")){
let data13 = data.session;
const _errs39 = errors;
const _errs41 = errors;
if(errors === _errs41){
if(typeof data13 === "string"){
if(!pattern112.test(data13)){
validate105.errors = [{instancePath:instancePath+"/session",schemaPath:"defs.schema.json#/definitions/hpkeEncapsulated/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_-]{1494}|[A-Za-z0-9_-]{43})$"},message:"must match pattern \""+"^([A-Za-z0-9_-]{1494}|[A-Za-z0-9_-]{43})$"+"\""}];
return false;
}
}
else {
validate105.errors = [{instancePath:instancePath+"/session",schemaPath:"defs.schema.json#/definitions/hpkeEncapsulated/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs39 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.sessionSignature !== undefined && func0.call(data, "sessionSignature")){
let data14 = data.sessionSignature;
const _errs43 = errors;
const _errs45 = errors;
if(errors === _errs45){
if(typeof data14 === "string"){
if(!pattern4.test(data14)){
validate105.errors = [{instancePath:instancePath+"/sessionSignature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate105.errors = [{instancePath:instancePath+"/sessionSignature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs43 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.nonce !== undefined && func0.call(data, "nonce")){
let data15 = data.nonce;
const _errs47 = errors;
const _errs49 = errors;
if(errors === _errs49){
if(typeof data15 === "string"){
if(!pattern21.test(data15)){
validate105.errors = [{instancePath:instancePath+"/nonce",schemaPath:"defs.schema.json#/definitions/nonce/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{16}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{16}$"+"\""}];
return false;
}
}
else {
validate105.errors = [{instancePath:instancePath+"/nonce",schemaPath:"defs.schema.json#/definitions/nonce/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs47 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.sealed !== undefined && func0.call(data, "sealed")){
let data16 = data.sealed;
const _errs51 = errors;
const _errs53 = errors;
if(errors === _errs53){
if(typeof data16 === "string"){
if(func83(data16) > 1048576){
validate105.errors = [{instancePath:instancePath+"/sealed",schemaPath:"defs.schema.json#/definitions/bytes/maxLength",keyword:"maxLength",params:{limit: 1048576},message:"must NOT have more than 1048576 characters"}];
return false;
}
else {
if(!pattern8.test(data16)){
validate105.errors = [{instancePath:instancePath+"/sealed",schemaPath:"defs.schema.json#/definitions/bytes/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
else {
validate105.errors = [{instancePath:instancePath+"/sealed",schemaPath:"defs.schema.json#/definitions/bytes/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs51 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.area !== undefined && func0.call(data, "area")){
let data17 = data.area;
const _errs55 = errors;
const _errs56 = errors;
if(errors === _errs56){
if(typeof data17 === "string"){
if(!pattern1.test(data17)){
validate105.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"+"\""}];
return false;
}
}
else {
validate105.errors = [{instancePath:instancePath+"/area",schemaPath:"defs.schema.json#/definitions/areaId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs55 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate105.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate105.errors = vErrors;
return errors === 0;
}

const signed_tariff = validate106;
const schema395 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"signed-tariff.schema.json","title":"SignedTariff","type":"object","additionalProperties":false,"required":["version","deployment","type","document","signature"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"tariff","type":"string"},"document":{"$ref":"tariff.schema.json"},"signature":{"$ref":"defs.schema.json#/definitions/bytes64"}}};
const schema397 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"tariff.schema.json","title":"TariffDocument","type":"object","additionalProperties":false,"required":["version","id","revision","title","currency","decimals","timeZone","components"],"properties":{"version":{"const":1,"type":"integer"},"id":{"type":"string","minLength":1,"maxLength":48,"pattern":"^[A-Za-z0-9][A-Za-z0-9_-]*$"},"revision":{"type":"integer","minimum":1,"maximum":1000000},"title":{"type":"string","minLength":1,"maxLength":120},"currency":{"type":"string","pattern":"^[A-Z]{3}$"},"decimals":{"type":"integer","minimum":0,"maximum":6},"timeZone":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[A-Za-z0-9_+/-]+$"},"components":{"type":"array","minItems":1,"maxItems":16,"items":{"type":"object","required":["kind"],"discriminator":{"propertyName":"kind"},"oneOf":[{"title":"FlatComponent","type":"object","additionalProperties":false,"required":["id","title","vatPpm","kind","microPerKwh"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/componentId"},"title":{"$ref":"defs.schema.json#/definitions/componentTitle"},"vatPpm":{"$ref":"defs.schema.json#/definitions/vatPpm"},"kind":{"const":"flat","type":"string"},"microPerKwh":{"$ref":"defs.schema.json#/definitions/microPerKwh"}}},{"title":"BlockComponent","type":"object","additionalProperties":false,"required":["id","title","vatPpm","kind","tiers","isProrated"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/componentId"},"title":{"$ref":"defs.schema.json#/definitions/componentTitle"},"vatPpm":{"$ref":"defs.schema.json#/definitions/vatPpm"},"kind":{"const":"block","type":"string"},"tiers":{"type":"array","minItems":2,"maxItems":16,"items":{"title":"Tier","type":"object","additionalProperties":false,"required":["microPerKwh"],"properties":{"untilWh":{"type":"integer","minimum":1,"maximum":1000000000000},"microPerKwh":{"$ref":"defs.schema.json#/definitions/microPerKwh"}}}},"isProrated":{"type":"boolean"}}},{"title":"TimeOfUseComponent","type":"object","additionalProperties":false,"required":["id","title","vatPpm","kind","rates","seasons"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/componentId"},"title":{"$ref":"defs.schema.json#/definitions/componentTitle"},"vatPpm":{"$ref":"defs.schema.json#/definitions/vatPpm"},"kind":{"const":"time-of-use","type":"string"},"rates":{"type":"array","minItems":2,"maxItems":8,"items":{"title":"TimeRate","type":"object","additionalProperties":false,"required":["name","microPerKwh"],"properties":{"name":{"$ref":"defs.schema.json#/definitions/rateName"},"microPerKwh":{"$ref":"defs.schema.json#/definitions/microPerKwh"}}}},"seasons":{"type":"array","minItems":1,"maxItems":12,"items":{"title":"Season","type":"object","additionalProperties":false,"required":["from","weekday"],"properties":{"from":{"type":"string","pattern":"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},"weekday":{"$ref":"defs.schema.json#/definitions/dayPlan"},"weekend":{"$ref":"defs.schema.json#/definitions/dayPlan"}}}}}},{"title":"DynamicComponent","type":"object","additionalProperties":false,"required":["id","title","vatPpm","kind","levels","prices"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/componentId"},"title":{"$ref":"defs.schema.json#/definitions/componentTitle"},"vatPpm":{"$ref":"defs.schema.json#/definitions/vatPpm"},"kind":{"const":"dynamic","type":"string"},"levels":{"type":"integer","minimum":1,"maximum":8},"prices":{"title":"PriceSeries","type":"object","additionalProperties":false,"required":["beginsAtSeconds","stepSeconds","microPerKwh"],"properties":{"beginsAtSeconds":{"type":"integer","minimum":0,"maximum":253402300799},"stepSeconds":{"type":"integer","minimum":60,"maximum":86400},"microPerKwh":{"type":"array","items":{"$ref":"defs.schema.json#/definitions/microPerKwh"},"minItems":1,"maxItems":100000}}}}},{"title":"StandingComponent","type":"object","additionalProperties":false,"required":["id","title","vatPpm","kind","per","micro"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/componentId"},"title":{"$ref":"defs.schema.json#/definitions/componentTitle"},"vatPpm":{"$ref":"defs.schema.json#/definitions/vatPpm"},"kind":{"const":"standing","type":"string"},"per":{"type":"string","enum":["day","window"]},"micro":{"type":"integer","minimum":-1000000000000,"maximum":1000000000000}}},{"title":"ExportComponent","type":"object","additionalProperties":false,"required":["id","title","vatPpm","kind","microPerKwh"],"properties":{"id":{"$ref":"defs.schema.json#/definitions/componentId"},"title":{"$ref":"defs.schema.json#/definitions/componentTitle"},"vatPpm":{"$ref":"defs.schema.json#/definitions/vatPpm"},"kind":{"const":"export","type":"string"},"microPerKwh":{"$ref":"defs.schema.json#/definitions/microPerKwh"}}}]}}}};
const schema398 = {"type":"string","pattern":"^[a-z][a-z0-9-]{0,31}$"};
const schema399 = {"type":"string","minLength":1,"maxLength":80};
const pattern197 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_-]*$", "u");
const pattern199 = new RegExp("^[A-Za-z0-9_+/-]+$", "u");
const pattern204 = new RegExp("^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", "u");
const schema411 = {"type":"array","minItems":1,"maxItems":24,"items":{"title":"DayPart","type":"object","additionalProperties":false,"required":["from","rate"],"properties":{"from":{"type":"string","pattern":"^([01][0-9]|2[0-3]):[0-5][0-9]$"},"rate":{"$ref":"defs.schema.json#/definitions/rateName"}}}};
const pattern205 = new RegExp("^([01][0-9]|2[0-3]):[0-5][0-9]$", "u");

function validate108(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(Array.isArray(data)){
if(data.length > 24){
validate108.errors = [{instancePath,schemaPath:"#/maxItems",keyword:"maxItems",params:{limit: 24},message:"must NOT have more than 24 items"}];
return false;
}
else {
if(data.length < 1){
validate108.errors = [{instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid0 = true;
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
const _errs1 = errors;
if(errors === _errs1){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing0;
if((((data0.from === undefined) || (!(func0.call(data0, "from")))) && (missing0 = "from")) || (((data0.rate === undefined) || (!(func0.call(data0, "rate")))) && (missing0 = "rate"))){
validate108.errors = [{instancePath:instancePath+"/" + i0,schemaPath:"#/items/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs3 = errors;
for(const key0 of Object.keys(data0)){
if(!((key0 === "from") || (key0 === "rate"))){
validate108.errors = [{instancePath:instancePath+"/" + i0,schemaPath:"#/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs3 === errors){
if(data0.from !== undefined && func0.call(data0, "from")){
let data1 = data0.from;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern205.test(data1)){
validate108.errors = [{instancePath:instancePath+"/" + i0+"/from",schemaPath:"#/items/properties/from/pattern",keyword:"pattern",params:{pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$"},message:"must match pattern \""+"^([01][0-9]|2[0-3]):[0-5][0-9]$"+"\""}];
return false;
}
}
else {
validate108.errors = [{instancePath:instancePath+"/" + i0+"/from",schemaPath:"#/items/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs4 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data0.rate !== undefined && func0.call(data0, "rate")){
let data2 = data0.rate;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern10.test(data2)){
validate108.errors = [{instancePath:instancePath+"/" + i0+"/rate",schemaPath:"defs.schema.json#/definitions/rateName/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\""}];
return false;
}
}
else {
validate108.errors = [{instancePath:instancePath+"/" + i0+"/rate",schemaPath:"defs.schema.json#/definitions/rateName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid1 = _errs6 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate108.errors = [{instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs1 === errors;
if(!valid0){
break;
}
}
}
}
}
else {
validate108.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
validate108.errors = vErrors;
return errors === 0;
}


function validate107(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="tariff.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.id === undefined) || (!(func0.call(data, "id")))) && (missing0 = "id"))) || (((data.revision === undefined) || (!(func0.call(data, "revision")))) && (missing0 = "revision"))) || (((data.title === undefined) || (!(func0.call(data, "title")))) && (missing0 = "title"))) || (((data.currency === undefined) || (!(func0.call(data, "currency")))) && (missing0 = "currency"))) || (((data.decimals === undefined) || (!(func0.call(data, "decimals")))) && (missing0 = "decimals"))) || (((data.timeZone === undefined) || (!(func0.call(data, "timeZone")))) && (missing0 = "timeZone"))) || (((data.components === undefined) || (!(func0.call(data, "components")))) && (missing0 = "components"))){
validate107.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!((((((((key0 === "version") || (key0 === "id")) || (key0 === "revision")) || (key0 === "title")) || (key0 === "currency")) || (key0 === "decimals")) || (key0 === "timeZone")) || (key0 === "components"))){
validate107.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate107.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate107.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined && func0.call(data, "id")){
let data1 = data.id;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func83(data1) > 48){
validate107.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/maxLength",keyword:"maxLength",params:{limit: 48},message:"must NOT have more than 48 characters"}];
return false;
}
else {
if(func83(data1) < 1){
validate107.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern197.test(data1)){
validate107.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_-]*$"+"\""}];
return false;
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.revision !== undefined && func0.call(data, "revision")){
let data2 = data.revision;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate107.errors = [{instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000000 || isNaN(data2)){
validate107.errors = [{instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"}];
return false;
}
else {
if(data2 < 1 || isNaN(data2)){
validate107.errors = [{instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.title !== undefined && func0.call(data, "title")){
let data3 = data.title;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(func83(data3) > 120){
validate107.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/maxLength",keyword:"maxLength",params:{limit: 120},message:"must NOT have more than 120 characters"}];
return false;
}
else {
if(func83(data3) < 1){
validate107.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.currency !== undefined && func0.call(data, "currency")){
let data4 = data.currency;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data4 === "string"){
if(!pattern14.test(data4)){
validate107.errors = [{instancePath:instancePath+"/currency",schemaPath:"#/properties/currency/pattern",keyword:"pattern",params:{pattern: "^[A-Z]{3}$"},message:"must match pattern \""+"^[A-Z]{3}$"+"\""}];
return false;
}
}
else {
validate107.errors = [{instancePath:instancePath+"/currency",schemaPath:"#/properties/currency/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.decimals !== undefined && func0.call(data, "decimals")){
let data5 = data.decimals;
const _errs12 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate107.errors = [{instancePath:instancePath+"/decimals",schemaPath:"#/properties/decimals/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs12){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 6 || isNaN(data5)){
validate107.errors = [{instancePath:instancePath+"/decimals",schemaPath:"#/properties/decimals/maximum",keyword:"maximum",params:{comparison: "<=", limit: 6},message:"must be <= 6"}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate107.errors = [{instancePath:instancePath+"/decimals",schemaPath:"#/properties/decimals/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.timeZone !== undefined && func0.call(data, "timeZone")){
let data6 = data.timeZone;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 === "string"){
if(func83(data6) > 64){
validate107.errors = [{instancePath:instancePath+"/timeZone",schemaPath:"#/properties/timeZone/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func83(data6) < 1){
validate107.errors = [{instancePath:instancePath+"/timeZone",schemaPath:"#/properties/timeZone/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern199.test(data6)){
validate107.errors = [{instancePath:instancePath+"/timeZone",schemaPath:"#/properties/timeZone/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_+/-]+$"},message:"must match pattern \""+"^[A-Za-z0-9_+/-]+$"+"\""}];
return false;
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/timeZone",schemaPath:"#/properties/timeZone/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.components !== undefined && func0.call(data, "components")){
let data7 = data.components;
const _errs16 = errors;
if(errors === _errs16){
if(Array.isArray(data7)){
if(data7.length > 16){
validate107.errors = [{instancePath:instancePath+"/components",schemaPath:"#/properties/components/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data7.length < 1){
validate107.errors = [{instancePath:instancePath+"/components",schemaPath:"#/properties/components/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
const _errs18 = errors;
if(errors === _errs18){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing1;
if(((data8.kind === undefined) || (!(func0.call(data8, "kind")))) && (missing1 = "kind")){
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const tag0 = data8.kind;
if(typeof tag0 == "string"){
if(tag0 === "flat"){
const _errs21 = errors;
if(errors === _errs21){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing2;
if(((((((data8.id === undefined) || (!(func0.call(data8, "id")))) && (missing2 = "id")) || (((data8.title === undefined) || (!(func0.call(data8, "title")))) && (missing2 = "title"))) || (((data8.vatPpm === undefined) || (!(func0.call(data8, "vatPpm")))) && (missing2 = "vatPpm"))) || (((data8.kind === undefined) || (!(func0.call(data8, "kind")))) && (missing2 = "kind"))) || (((data8.microPerKwh === undefined) || (!(func0.call(data8, "microPerKwh")))) && (missing2 = "microPerKwh"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/0/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs23 = errors;
for(const key1 of Object.keys(data8)){
if(!(((((key1 === "id") || (key1 === "title")) || (key1 === "vatPpm")) || (key1 === "kind")) || (key1 === "microPerKwh"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs23 === errors){
if(data8.id !== undefined && func0.call(data8, "id")){
let data9 = data8.id;
const _errs24 = errors;
const _errs25 = errors;
if(errors === _errs25){
if(typeof data9 === "string"){
if(!pattern10.test(data9)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\""}];
return false;
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs24 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.title !== undefined && func0.call(data8, "title")){
let data10 = data8.title;
const _errs27 = errors;
const _errs28 = errors;
if(errors === _errs28){
if(typeof data10 === "string"){
if(func83(data10) > 80){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/maxLength",keyword:"maxLength",params:{limit: 80},message:"must NOT have more than 80 characters"}];
return false;
}
else {
if(func83(data10) < 1){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid4 = _errs27 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.vatPpm !== undefined && func0.call(data8, "vatPpm")){
let data11 = data8.vatPpm;
const _errs30 = errors;
const _errs31 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs31){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 1000000 || isNaN(data11)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"}];
return false;
}
else {
if(data11 < 0 || isNaN(data11)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid4 = _errs30 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.kind !== undefined && func0.call(data8, "kind")){
let data12 = data8.kind;
const _errs33 = errors;
if(typeof data12 !== "string"){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/0/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("flat" !== data12){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/0/properties/kind/const",keyword:"const",params:{allowedValue: "flat"},message:"must be equal to constant"}];
return false;
}
var valid4 = _errs33 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data8.microPerKwh !== undefined && func0.call(data8, "microPerKwh")){
let data13 = data8.microPerKwh;
const _errs35 = errors;
const _errs36 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs36){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 1000000000 || isNaN(data13)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data13 < -1000000000 || isNaN(data13)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000"}];
return false;
}
}
}
}
var valid4 = _errs35 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "block"){
const _errs38 = errors;
if(errors === _errs38){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing3;
if((((((((data8.id === undefined) || (!(func0.call(data8, "id")))) && (missing3 = "id")) || (((data8.title === undefined) || (!(func0.call(data8, "title")))) && (missing3 = "title"))) || (((data8.vatPpm === undefined) || (!(func0.call(data8, "vatPpm")))) && (missing3 = "vatPpm"))) || (((data8.kind === undefined) || (!(func0.call(data8, "kind")))) && (missing3 = "kind"))) || (((data8.tiers === undefined) || (!(func0.call(data8, "tiers")))) && (missing3 = "tiers"))) || (((data8.isProrated === undefined) || (!(func0.call(data8, "isProrated")))) && (missing3 = "isProrated"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/1/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs40 = errors;
for(const key2 of Object.keys(data8)){
if(!((((((key2 === "id") || (key2 === "title")) || (key2 === "vatPpm")) || (key2 === "kind")) || (key2 === "tiers")) || (key2 === "isProrated"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs40 === errors){
if(data8.id !== undefined && func0.call(data8, "id")){
let data14 = data8.id;
const _errs41 = errors;
const _errs42 = errors;
if(errors === _errs42){
if(typeof data14 === "string"){
if(!pattern10.test(data14)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\""}];
return false;
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid10 = _errs41 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data8.title !== undefined && func0.call(data8, "title")){
let data15 = data8.title;
const _errs44 = errors;
const _errs45 = errors;
if(errors === _errs45){
if(typeof data15 === "string"){
if(func83(data15) > 80){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/maxLength",keyword:"maxLength",params:{limit: 80},message:"must NOT have more than 80 characters"}];
return false;
}
else {
if(func83(data15) < 1){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid10 = _errs44 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data8.vatPpm !== undefined && func0.call(data8, "vatPpm")){
let data16 = data8.vatPpm;
const _errs47 = errors;
const _errs48 = errors;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs48){
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 1000000 || isNaN(data16)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"}];
return false;
}
else {
if(data16 < 0 || isNaN(data16)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid10 = _errs47 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data8.kind !== undefined && func0.call(data8, "kind")){
let data17 = data8.kind;
const _errs50 = errors;
if(typeof data17 !== "string"){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/1/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("block" !== data17){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/1/properties/kind/const",keyword:"const",params:{allowedValue: "block"},message:"must be equal to constant"}];
return false;
}
var valid10 = _errs50 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data8.tiers !== undefined && func0.call(data8, "tiers")){
let data18 = data8.tiers;
const _errs52 = errors;
if(errors === _errs52){
if(Array.isArray(data18)){
if(data18.length > 16){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/tiers",schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/maxItems",keyword:"maxItems",params:{limit: 16},message:"must NOT have more than 16 items"}];
return false;
}
else {
if(data18.length < 2){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/tiers",schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items"}];
return false;
}
else {
var valid14 = true;
const len1 = data18.length;
for(let i1=0; i1<len1; i1++){
let data19 = data18[i1];
const _errs54 = errors;
if(errors === _errs54){
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
let missing4;
if(((data19.microPerKwh === undefined) || (!(func0.call(data19, "microPerKwh")))) && (missing4 = "microPerKwh")){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/tiers/" + i1,schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/items/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
const _errs56 = errors;
for(const key3 of Object.keys(data19)){
if(!((key3 === "untilWh") || (key3 === "microPerKwh"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/tiers/" + i1,schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs56 === errors){
if(data19.untilWh !== undefined && func0.call(data19, "untilWh")){
let data20 = data19.untilWh;
const _errs57 = errors;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/tiers/" + i1+"/untilWh",schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/items/properties/untilWh/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs57){
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 1000000000000 || isNaN(data20)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/tiers/" + i1+"/untilWh",schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/items/properties/untilWh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000000},message:"must be <= 1000000000000"}];
return false;
}
else {
if(data20 < 1 || isNaN(data20)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/tiers/" + i1+"/untilWh",schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/items/properties/untilWh/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid15 = _errs57 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data19.microPerKwh !== undefined && func0.call(data19, "microPerKwh")){
let data21 = data19.microPerKwh;
const _errs59 = errors;
const _errs60 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/tiers/" + i1+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs60){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 1000000000 || isNaN(data21)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/tiers/" + i1+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data21 < -1000000000 || isNaN(data21)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/tiers/" + i1+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000"}];
return false;
}
}
}
}
var valid15 = _errs59 === errors;
}
else {
var valid15 = true;
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/tiers/" + i1,schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid14 = _errs54 === errors;
if(!valid14){
break;
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/tiers",schemaPath:"#/properties/components/items/oneOf/1/properties/tiers/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid10 = _errs52 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data8.isProrated !== undefined && func0.call(data8, "isProrated")){
const _errs62 = errors;
if(typeof data8.isProrated !== "boolean"){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/isProrated",schemaPath:"#/properties/components/items/oneOf/1/properties/isProrated/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid10 = _errs62 === errors;
}
else {
var valid10 = true;
}
}
}
}
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "time-of-use"){
const _errs64 = errors;
if(errors === _errs64){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing5;
if((((((((data8.id === undefined) || (!(func0.call(data8, "id")))) && (missing5 = "id")) || (((data8.title === undefined) || (!(func0.call(data8, "title")))) && (missing5 = "title"))) || (((data8.vatPpm === undefined) || (!(func0.call(data8, "vatPpm")))) && (missing5 = "vatPpm"))) || (((data8.kind === undefined) || (!(func0.call(data8, "kind")))) && (missing5 = "kind"))) || (((data8.rates === undefined) || (!(func0.call(data8, "rates")))) && (missing5 = "rates"))) || (((data8.seasons === undefined) || (!(func0.call(data8, "seasons")))) && (missing5 = "seasons"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/2/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"}];
return false;
}
else {
const _errs66 = errors;
for(const key4 of Object.keys(data8)){
if(!((((((key4 === "id") || (key4 === "title")) || (key4 === "vatPpm")) || (key4 === "kind")) || (key4 === "rates")) || (key4 === "seasons"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs66 === errors){
if(data8.id !== undefined && func0.call(data8, "id")){
let data23 = data8.id;
const _errs67 = errors;
const _errs68 = errors;
if(errors === _errs68){
if(typeof data23 === "string"){
if(!pattern10.test(data23)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\""}];
return false;
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid18 = _errs67 === errors;
}
else {
var valid18 = true;
}
if(valid18){
if(data8.title !== undefined && func0.call(data8, "title")){
let data24 = data8.title;
const _errs70 = errors;
const _errs71 = errors;
if(errors === _errs71){
if(typeof data24 === "string"){
if(func83(data24) > 80){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/maxLength",keyword:"maxLength",params:{limit: 80},message:"must NOT have more than 80 characters"}];
return false;
}
else {
if(func83(data24) < 1){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid18 = _errs70 === errors;
}
else {
var valid18 = true;
}
if(valid18){
if(data8.vatPpm !== undefined && func0.call(data8, "vatPpm")){
let data25 = data8.vatPpm;
const _errs73 = errors;
const _errs74 = errors;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs74){
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 > 1000000 || isNaN(data25)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"}];
return false;
}
else {
if(data25 < 0 || isNaN(data25)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid18 = _errs73 === errors;
}
else {
var valid18 = true;
}
if(valid18){
if(data8.kind !== undefined && func0.call(data8, "kind")){
let data26 = data8.kind;
const _errs76 = errors;
if(typeof data26 !== "string"){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/2/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("time-of-use" !== data26){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/2/properties/kind/const",keyword:"const",params:{allowedValue: "time-of-use"},message:"must be equal to constant"}];
return false;
}
var valid18 = _errs76 === errors;
}
else {
var valid18 = true;
}
if(valid18){
if(data8.rates !== undefined && func0.call(data8, "rates")){
let data27 = data8.rates;
const _errs78 = errors;
if(errors === _errs78){
if(Array.isArray(data27)){
if(data27.length > 8){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/rates",schemaPath:"#/properties/components/items/oneOf/2/properties/rates/maxItems",keyword:"maxItems",params:{limit: 8},message:"must NOT have more than 8 items"}];
return false;
}
else {
if(data27.length < 2){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/rates",schemaPath:"#/properties/components/items/oneOf/2/properties/rates/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items"}];
return false;
}
else {
var valid22 = true;
const len2 = data27.length;
for(let i2=0; i2<len2; i2++){
let data28 = data27[i2];
const _errs80 = errors;
if(errors === _errs80){
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
let missing6;
if((((data28.name === undefined) || (!(func0.call(data28, "name")))) && (missing6 = "name")) || (((data28.microPerKwh === undefined) || (!(func0.call(data28, "microPerKwh")))) && (missing6 = "microPerKwh"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/rates/" + i2,schemaPath:"#/properties/components/items/oneOf/2/properties/rates/items/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"}];
return false;
}
else {
const _errs82 = errors;
for(const key5 of Object.keys(data28)){
if(!((key5 === "name") || (key5 === "microPerKwh"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/rates/" + i2,schemaPath:"#/properties/components/items/oneOf/2/properties/rates/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs82 === errors){
if(data28.name !== undefined && func0.call(data28, "name")){
let data29 = data28.name;
const _errs83 = errors;
const _errs84 = errors;
if(errors === _errs84){
if(typeof data29 === "string"){
if(!pattern10.test(data29)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/rates/" + i2+"/name",schemaPath:"defs.schema.json#/definitions/rateName/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\""}];
return false;
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/rates/" + i2+"/name",schemaPath:"defs.schema.json#/definitions/rateName/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid23 = _errs83 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data28.microPerKwh !== undefined && func0.call(data28, "microPerKwh")){
let data30 = data28.microPerKwh;
const _errs86 = errors;
const _errs87 = errors;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/rates/" + i2+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs87){
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 1000000000 || isNaN(data30)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/rates/" + i2+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data30 < -1000000000 || isNaN(data30)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/rates/" + i2+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000"}];
return false;
}
}
}
}
var valid23 = _errs86 === errors;
}
else {
var valid23 = true;
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/rates/" + i2,schemaPath:"#/properties/components/items/oneOf/2/properties/rates/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid22 = _errs80 === errors;
if(!valid22){
break;
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/rates",schemaPath:"#/properties/components/items/oneOf/2/properties/rates/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid18 = _errs78 === errors;
}
else {
var valid18 = true;
}
if(valid18){
if(data8.seasons !== undefined && func0.call(data8, "seasons")){
let data31 = data8.seasons;
const _errs89 = errors;
if(errors === _errs89){
if(Array.isArray(data31)){
if(data31.length > 12){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/seasons",schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/maxItems",keyword:"maxItems",params:{limit: 12},message:"must NOT have more than 12 items"}];
return false;
}
else {
if(data31.length < 1){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/seasons",schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid26 = true;
const len3 = data31.length;
for(let i3=0; i3<len3; i3++){
let data32 = data31[i3];
const _errs91 = errors;
if(errors === _errs91){
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
let missing7;
if((((data32.from === undefined) || (!(func0.call(data32, "from")))) && (missing7 = "from")) || (((data32.weekday === undefined) || (!(func0.call(data32, "weekday")))) && (missing7 = "weekday"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/seasons/" + i3,schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/items/required",keyword:"required",params:{missingProperty: missing7},message:"must have required property '"+missing7+"'"}];
return false;
}
else {
const _errs93 = errors;
for(const key6 of Object.keys(data32)){
if(!(((key6 === "from") || (key6 === "weekday")) || (key6 === "weekend"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/seasons/" + i3,schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs93 === errors){
if(data32.from !== undefined && func0.call(data32, "from")){
let data33 = data32.from;
const _errs94 = errors;
if(errors === _errs94){
if(typeof data33 === "string"){
if(!pattern204.test(data33)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/seasons/" + i3+"/from",schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/items/properties/from/pattern",keyword:"pattern",params:{pattern: "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},message:"must match pattern \""+"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"+"\""}];
return false;
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/seasons/" + i3+"/from",schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/items/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid27 = _errs94 === errors;
}
else {
var valid27 = true;
}
if(valid27){
if(data32.weekday !== undefined && func0.call(data32, "weekday")){
const _errs96 = errors;
if(!(validate108(data32.weekday, {instancePath:instancePath+"/components/" + i0+"/seasons/" + i3+"/weekday",parentData:data32,parentDataProperty:"weekday",rootData}))){
vErrors = vErrors === null ? validate108.errors : vErrors.concat(validate108.errors);
errors = vErrors.length;
}
var valid27 = _errs96 === errors;
}
else {
var valid27 = true;
}
if(valid27){
if(data32.weekend !== undefined && func0.call(data32, "weekend")){
const _errs97 = errors;
if(!(validate108(data32.weekend, {instancePath:instancePath+"/components/" + i0+"/seasons/" + i3+"/weekend",parentData:data32,parentDataProperty:"weekend",rootData}))){
vErrors = vErrors === null ? validate108.errors : vErrors.concat(validate108.errors);
errors = vErrors.length;
}
var valid27 = _errs97 === errors;
}
else {
var valid27 = true;
}
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/seasons/" + i3,schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid26 = _errs91 === errors;
if(!valid26){
break;
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/seasons",schemaPath:"#/properties/components/items/oneOf/2/properties/seasons/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid18 = _errs89 === errors;
}
else {
var valid18 = true;
}
}
}
}
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "dynamic"){
const _errs98 = errors;
if(errors === _errs98){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing8;
if((((((((data8.id === undefined) || (!(func0.call(data8, "id")))) && (missing8 = "id")) || (((data8.title === undefined) || (!(func0.call(data8, "title")))) && (missing8 = "title"))) || (((data8.vatPpm === undefined) || (!(func0.call(data8, "vatPpm")))) && (missing8 = "vatPpm"))) || (((data8.kind === undefined) || (!(func0.call(data8, "kind")))) && (missing8 = "kind"))) || (((data8.levels === undefined) || (!(func0.call(data8, "levels")))) && (missing8 = "levels"))) || (((data8.prices === undefined) || (!(func0.call(data8, "prices")))) && (missing8 = "prices"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/3/required",keyword:"required",params:{missingProperty: missing8},message:"must have required property '"+missing8+"'"}];
return false;
}
else {
const _errs100 = errors;
for(const key7 of Object.keys(data8)){
if(!((((((key7 === "id") || (key7 === "title")) || (key7 === "vatPpm")) || (key7 === "kind")) || (key7 === "levels")) || (key7 === "prices"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/3/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs100 === errors){
if(data8.id !== undefined && func0.call(data8, "id")){
let data36 = data8.id;
const _errs101 = errors;
const _errs102 = errors;
if(errors === _errs102){
if(typeof data36 === "string"){
if(!pattern10.test(data36)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\""}];
return false;
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid29 = _errs101 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data8.title !== undefined && func0.call(data8, "title")){
let data37 = data8.title;
const _errs104 = errors;
const _errs105 = errors;
if(errors === _errs105){
if(typeof data37 === "string"){
if(func83(data37) > 80){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/maxLength",keyword:"maxLength",params:{limit: 80},message:"must NOT have more than 80 characters"}];
return false;
}
else {
if(func83(data37) < 1){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid29 = _errs104 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data8.vatPpm !== undefined && func0.call(data8, "vatPpm")){
let data38 = data8.vatPpm;
const _errs107 = errors;
const _errs108 = errors;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs108){
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 1000000 || isNaN(data38)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"}];
return false;
}
else {
if(data38 < 0 || isNaN(data38)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid29 = _errs107 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data8.kind !== undefined && func0.call(data8, "kind")){
let data39 = data8.kind;
const _errs110 = errors;
if(typeof data39 !== "string"){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/3/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("dynamic" !== data39){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/3/properties/kind/const",keyword:"const",params:{allowedValue: "dynamic"},message:"must be equal to constant"}];
return false;
}
var valid29 = _errs110 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data8.levels !== undefined && func0.call(data8, "levels")){
let data40 = data8.levels;
const _errs112 = errors;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/levels",schemaPath:"#/properties/components/items/oneOf/3/properties/levels/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs112){
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 > 8 || isNaN(data40)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/levels",schemaPath:"#/properties/components/items/oneOf/3/properties/levels/maximum",keyword:"maximum",params:{comparison: "<=", limit: 8},message:"must be <= 8"}];
return false;
}
else {
if(data40 < 1 || isNaN(data40)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/levels",schemaPath:"#/properties/components/items/oneOf/3/properties/levels/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid29 = _errs112 === errors;
}
else {
var valid29 = true;
}
if(valid29){
if(data8.prices !== undefined && func0.call(data8, "prices")){
let data41 = data8.prices;
const _errs114 = errors;
if(errors === _errs114){
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
let missing9;
if(((((data41.beginsAtSeconds === undefined) || (!(func0.call(data41, "beginsAtSeconds")))) && (missing9 = "beginsAtSeconds")) || (((data41.stepSeconds === undefined) || (!(func0.call(data41, "stepSeconds")))) && (missing9 = "stepSeconds"))) || (((data41.microPerKwh === undefined) || (!(func0.call(data41, "microPerKwh")))) && (missing9 = "microPerKwh"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/required",keyword:"required",params:{missingProperty: missing9},message:"must have required property '"+missing9+"'"}];
return false;
}
else {
const _errs116 = errors;
for(const key8 of Object.keys(data41)){
if(!(((key8 === "beginsAtSeconds") || (key8 === "stepSeconds")) || (key8 === "microPerKwh"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs116 === errors){
if(data41.beginsAtSeconds !== undefined && func0.call(data41, "beginsAtSeconds")){
let data42 = data41.beginsAtSeconds;
const _errs117 = errors;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices/beginsAtSeconds",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/beginsAtSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs117){
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 253402300799 || isNaN(data42)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices/beginsAtSeconds",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/beginsAtSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 253402300799},message:"must be <= 253402300799"}];
return false;
}
else {
if(data42 < 0 || isNaN(data42)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices/beginsAtSeconds",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/beginsAtSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid33 = _errs117 === errors;
}
else {
var valid33 = true;
}
if(valid33){
if(data41.stepSeconds !== undefined && func0.call(data41, "stepSeconds")){
let data43 = data41.stepSeconds;
const _errs119 = errors;
if(!(((typeof data43 == "number") && (!(data43 % 1) && !isNaN(data43))) && (isFinite(data43)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices/stepSeconds",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/stepSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs119){
if((typeof data43 == "number") && (isFinite(data43))){
if(data43 > 86400 || isNaN(data43)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices/stepSeconds",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/stepSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400"}];
return false;
}
else {
if(data43 < 60 || isNaN(data43)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices/stepSeconds",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/stepSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 60},message:"must be >= 60"}];
return false;
}
}
}
}
var valid33 = _errs119 === errors;
}
else {
var valid33 = true;
}
if(valid33){
if(data41.microPerKwh !== undefined && func0.call(data41, "microPerKwh")){
let data44 = data41.microPerKwh;
const _errs121 = errors;
if(errors === _errs121){
if(Array.isArray(data44)){
if(data44.length > 100000){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices/microPerKwh",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/microPerKwh/maxItems",keyword:"maxItems",params:{limit: 100000},message:"must NOT have more than 100000 items"}];
return false;
}
else {
if(data44.length < 1){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices/microPerKwh",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/microPerKwh/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid34 = true;
const len4 = data44.length;
for(let i4=0; i4<len4; i4++){
let data45 = data44[i4];
const _errs123 = errors;
const _errs124 = errors;
if(!(((typeof data45 == "number") && (!(data45 % 1) && !isNaN(data45))) && (isFinite(data45)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices/microPerKwh/" + i4,schemaPath:"defs.schema.json#/definitions/microPerKwh/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs124){
if((typeof data45 == "number") && (isFinite(data45))){
if(data45 > 1000000000 || isNaN(data45)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices/microPerKwh/" + i4,schemaPath:"defs.schema.json#/definitions/microPerKwh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data45 < -1000000000 || isNaN(data45)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices/microPerKwh/" + i4,schemaPath:"defs.schema.json#/definitions/microPerKwh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000"}];
return false;
}
}
}
}
var valid34 = _errs123 === errors;
if(!valid34){
break;
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices/microPerKwh",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/properties/microPerKwh/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid33 = _errs121 === errors;
}
else {
var valid33 = true;
}
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/prices",schemaPath:"#/properties/components/items/oneOf/3/properties/prices/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid29 = _errs114 === errors;
}
else {
var valid29 = true;
}
}
}
}
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/3/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "standing"){
const _errs126 = errors;
if(errors === _errs126){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing10;
if((((((((data8.id === undefined) || (!(func0.call(data8, "id")))) && (missing10 = "id")) || (((data8.title === undefined) || (!(func0.call(data8, "title")))) && (missing10 = "title"))) || (((data8.vatPpm === undefined) || (!(func0.call(data8, "vatPpm")))) && (missing10 = "vatPpm"))) || (((data8.kind === undefined) || (!(func0.call(data8, "kind")))) && (missing10 = "kind"))) || (((data8.per === undefined) || (!(func0.call(data8, "per")))) && (missing10 = "per"))) || (((data8.micro === undefined) || (!(func0.call(data8, "micro")))) && (missing10 = "micro"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/4/required",keyword:"required",params:{missingProperty: missing10},message:"must have required property '"+missing10+"'"}];
return false;
}
else {
const _errs128 = errors;
for(const key9 of Object.keys(data8)){
if(!((((((key9 === "id") || (key9 === "title")) || (key9 === "vatPpm")) || (key9 === "kind")) || (key9 === "per")) || (key9 === "micro"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/4/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs128 === errors){
if(data8.id !== undefined && func0.call(data8, "id")){
let data46 = data8.id;
const _errs129 = errors;
const _errs130 = errors;
if(errors === _errs130){
if(typeof data46 === "string"){
if(!pattern10.test(data46)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\""}];
return false;
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid37 = _errs129 === errors;
}
else {
var valid37 = true;
}
if(valid37){
if(data8.title !== undefined && func0.call(data8, "title")){
let data47 = data8.title;
const _errs132 = errors;
const _errs133 = errors;
if(errors === _errs133){
if(typeof data47 === "string"){
if(func83(data47) > 80){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/maxLength",keyword:"maxLength",params:{limit: 80},message:"must NOT have more than 80 characters"}];
return false;
}
else {
if(func83(data47) < 1){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid37 = _errs132 === errors;
}
else {
var valid37 = true;
}
if(valid37){
if(data8.vatPpm !== undefined && func0.call(data8, "vatPpm")){
let data48 = data8.vatPpm;
const _errs135 = errors;
const _errs136 = errors;
if(!(((typeof data48 == "number") && (!(data48 % 1) && !isNaN(data48))) && (isFinite(data48)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs136){
if((typeof data48 == "number") && (isFinite(data48))){
if(data48 > 1000000 || isNaN(data48)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"}];
return false;
}
else {
if(data48 < 0 || isNaN(data48)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid37 = _errs135 === errors;
}
else {
var valid37 = true;
}
if(valid37){
if(data8.kind !== undefined && func0.call(data8, "kind")){
let data49 = data8.kind;
const _errs138 = errors;
if(typeof data49 !== "string"){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/4/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("standing" !== data49){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/4/properties/kind/const",keyword:"const",params:{allowedValue: "standing"},message:"must be equal to constant"}];
return false;
}
var valid37 = _errs138 === errors;
}
else {
var valid37 = true;
}
if(valid37){
if(data8.per !== undefined && func0.call(data8, "per")){
let data50 = data8.per;
const _errs140 = errors;
if(typeof data50 !== "string"){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/per",schemaPath:"#/properties/components/items/oneOf/4/properties/per/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data50 === "day") || (data50 === "window"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/per",schemaPath:"#/properties/components/items/oneOf/4/properties/per/enum",keyword:"enum",params:{allowedValues: schema397.properties.components.items.oneOf[4].properties.per.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid37 = _errs140 === errors;
}
else {
var valid37 = true;
}
if(valid37){
if(data8.micro !== undefined && func0.call(data8, "micro")){
let data51 = data8.micro;
const _errs142 = errors;
if(!(((typeof data51 == "number") && (!(data51 % 1) && !isNaN(data51))) && (isFinite(data51)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/micro",schemaPath:"#/properties/components/items/oneOf/4/properties/micro/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs142){
if((typeof data51 == "number") && (isFinite(data51))){
if(data51 > 1000000000000 || isNaN(data51)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/micro",schemaPath:"#/properties/components/items/oneOf/4/properties/micro/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000000},message:"must be <= 1000000000000"}];
return false;
}
else {
if(data51 < -1000000000000 || isNaN(data51)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/micro",schemaPath:"#/properties/components/items/oneOf/4/properties/micro/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000000},message:"must be >= -1000000000000"}];
return false;
}
}
}
}
var valid37 = _errs142 === errors;
}
else {
var valid37 = true;
}
}
}
}
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/4/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else if(tag0 === "export"){
const _errs144 = errors;
if(errors === _errs144){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing11;
if(((((((data8.id === undefined) || (!(func0.call(data8, "id")))) && (missing11 = "id")) || (((data8.title === undefined) || (!(func0.call(data8, "title")))) && (missing11 = "title"))) || (((data8.vatPpm === undefined) || (!(func0.call(data8, "vatPpm")))) && (missing11 = "vatPpm"))) || (((data8.kind === undefined) || (!(func0.call(data8, "kind")))) && (missing11 = "kind"))) || (((data8.microPerKwh === undefined) || (!(func0.call(data8, "microPerKwh")))) && (missing11 = "microPerKwh"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/5/required",keyword:"required",params:{missingProperty: missing11},message:"must have required property '"+missing11+"'"}];
return false;
}
else {
const _errs146 = errors;
for(const key10 of Object.keys(data8)){
if(!(((((key10 === "id") || (key10 === "title")) || (key10 === "vatPpm")) || (key10 === "kind")) || (key10 === "microPerKwh"))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/5/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs146 === errors){
if(data8.id !== undefined && func0.call(data8, "id")){
let data52 = data8.id;
const _errs147 = errors;
const _errs148 = errors;
if(errors === _errs148){
if(typeof data52 === "string"){
if(!pattern10.test(data52)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]{0,31}$"},message:"must match pattern \""+"^[a-z][a-z0-9-]{0,31}$"+"\""}];
return false;
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/id",schemaPath:"defs.schema.json#/definitions/componentId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid42 = _errs147 === errors;
}
else {
var valid42 = true;
}
if(valid42){
if(data8.title !== undefined && func0.call(data8, "title")){
let data53 = data8.title;
const _errs150 = errors;
const _errs151 = errors;
if(errors === _errs151){
if(typeof data53 === "string"){
if(func83(data53) > 80){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/maxLength",keyword:"maxLength",params:{limit: 80},message:"must NOT have more than 80 characters"}];
return false;
}
else {
if(func83(data53) < 1){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/title",schemaPath:"defs.schema.json#/definitions/componentTitle/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid42 = _errs150 === errors;
}
else {
var valid42 = true;
}
if(valid42){
if(data8.vatPpm !== undefined && func0.call(data8, "vatPpm")){
let data54 = data8.vatPpm;
const _errs153 = errors;
const _errs154 = errors;
if(!(((typeof data54 == "number") && (!(data54 % 1) && !isNaN(data54))) && (isFinite(data54)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs154){
if((typeof data54 == "number") && (isFinite(data54))){
if(data54 > 1000000 || isNaN(data54)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"}];
return false;
}
else {
if(data54 < 0 || isNaN(data54)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/vatPpm",schemaPath:"defs.schema.json#/definitions/vatPpm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid42 = _errs153 === errors;
}
else {
var valid42 = true;
}
if(valid42){
if(data8.kind !== undefined && func0.call(data8, "kind")){
let data55 = data8.kind;
const _errs156 = errors;
if(typeof data55 !== "string"){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/5/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("export" !== data55){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/kind",schemaPath:"#/properties/components/items/oneOf/5/properties/kind/const",keyword:"const",params:{allowedValue: "export"},message:"must be equal to constant"}];
return false;
}
var valid42 = _errs156 === errors;
}
else {
var valid42 = true;
}
if(valid42){
if(data8.microPerKwh !== undefined && func0.call(data8, "microPerKwh")){
let data56 = data8.microPerKwh;
const _errs158 = errors;
const _errs159 = errors;
if(!(((typeof data56 == "number") && (!(data56 % 1) && !isNaN(data56))) && (isFinite(data56)))){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs159){
if((typeof data56 == "number") && (isFinite(data56))){
if(data56 > 1000000000 || isNaN(data56)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000"}];
return false;
}
else {
if(data56 < -1000000000 || isNaN(data56)){
validate107.errors = [{instancePath:instancePath+"/components/" + i0+"/microPerKwh",schemaPath:"defs.schema.json#/definitions/microPerKwh/minimum",keyword:"minimum",params:{comparison: ">=", limit: -1000000000},message:"must be >= -1000000000"}];
return false;
}
}
}
}
var valid42 = _errs158 === errors;
}
else {
var valid42 = true;
}
}
}
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/oneOf/5/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "kind", tagValue: tag0},message:"value of tag \"kind\" must be in oneOf"}];
return false;
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/discriminator",keyword:"discriminator",params:{error: "tag", tag: "kind", tagValue: tag0},message:"tag \"kind\" must be string"}];
return false;
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components/" + i0,schemaPath:"#/properties/components/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs18 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate107.errors = [{instancePath:instancePath+"/components",schemaPath:"#/properties/components/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate107.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate107.errors = vErrors;
return errors === 0;
}


function validate106(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="signed-tariff.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.document === undefined) || (!(func0.call(data, "document")))) && (missing0 = "document"))) || (((data.signature === undefined) || (!(func0.call(data, "signature")))) && (missing0 = "signature"))){
validate106.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!(((((key0 === "version") || (key0 === "deployment")) || (key0 === "type")) || (key0 === "document")) || (key0 === "signature"))){
validate106.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate106.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate106.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate106.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate106.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate106.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("tariff" !== data2){
validate106.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "tariff"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.document !== undefined && func0.call(data, "document")){
const _errs9 = errors;
if(!(validate107(data.document, {instancePath:instancePath+"/document",parentData:data,parentDataProperty:"document",rootData}))){
vErrors = vErrors === null ? validate107.errors : vErrors.concat(validate107.errors);
errors = vErrors.length;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.signature !== undefined && func0.call(data, "signature")){
let data4 = data.signature;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
validate106.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_-]{86}$"},message:"must match pattern \""+"^[A-Za-z0-9_-]{86}$"+"\""}];
return false;
}
}
else {
validate106.errors = [{instancePath:instancePath+"/signature",schemaPath:"defs.schema.json#/definitions/bytes64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate106.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate106.errors = vErrors;
return errors === 0;
}

const status = validate112;
const schema425 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"status.schema.json","title":"Status","type":"object","additionalProperties":false,"required":["version","deployment","type","aggregator","state","software"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"status","type":"string"},"aggregator":{"$ref":"defs.schema.json#/definitions/aggregatorIndex"},"state":{"type":"string","enum":["online","offline"]},"software":{"type":"string","minLength":0,"maxLength":64}}};

function validate112(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="status.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.aggregator === undefined) || (!(func0.call(data, "aggregator")))) && (missing0 = "aggregator"))) || (((data.state === undefined) || (!(func0.call(data, "state")))) && (missing0 = "state"))) || (((data.software === undefined) || (!(func0.call(data, "software")))) && (missing0 = "software"))){
validate112.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!((((((key0 === "version") || (key0 === "deployment")) || (key0 === "type")) || (key0 === "aggregator")) || (key0 === "state")) || (key0 === "software"))){
validate112.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate112.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate112.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate112.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate112.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate112.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("status" !== data2){
validate112.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "status"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.aggregator !== undefined && func0.call(data, "aggregator")){
let data3 = data.aggregator;
const _errs9 = errors;
const _errs10 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate112.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 16 || isNaN(data3)){
validate112.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16"}];
return false;
}
else {
if(data3 < 1 || isNaN(data3)){
validate112.errors = [{instancePath:instancePath+"/aggregator",schemaPath:"defs.schema.json#/definitions/aggregatorIndex/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.state !== undefined && func0.call(data, "state")){
let data4 = data.state;
const _errs12 = errors;
if(typeof data4 !== "string"){
validate112.errors = [{instancePath:instancePath+"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!((data4 === "online") || (data4 === "offline"))){
validate112.errors = [{instancePath:instancePath+"/state",schemaPath:"#/properties/state/enum",keyword:"enum",params:{allowedValues: schema425.properties.state.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.software !== undefined && func0.call(data, "software")){
let data5 = data.software;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data5 === "string"){
if(func83(data5) > 64){
validate112.errors = [{instancePath:instancePath+"/software",schemaPath:"#/properties/software/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters"}];
return false;
}
else {
if(func83(data5) < 0){
validate112.errors = [{instancePath:instancePath+"/software",schemaPath:"#/properties/software/minLength",keyword:"minLength",params:{limit: 0},message:"must NOT have fewer than 0 characters"}];
return false;
}
}
}
else {
validate112.errors = [{instancePath:instancePath+"/software",schemaPath:"#/properties/software/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate112.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate112.errors = vErrors;
return errors === 0;
}

const tariff_copy = validate113;
const schema428 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"tariff-copy.schema.json","title":"TariffCopy","type":"object","additionalProperties":false,"required":["version","deployment","type","tariffs"],"properties":{"version":{"const":1,"type":"integer"},"deployment":{"$ref":"defs.schema.json#/definitions/deployment"},"type":{"const":"tariffs","type":"string"},"tariffs":{"type":"array","minItems":1,"maxItems":64,"items":{"$ref":"signed-tariff.schema.json"}}}};

function validate113(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="tariff-copy.schema.json" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.version === undefined) || (!(func0.call(data, "version")))) && (missing0 = "version")) || (((data.deployment === undefined) || (!(func0.call(data, "deployment")))) && (missing0 = "deployment"))) || (((data.type === undefined) || (!(func0.call(data, "type")))) && (missing0 = "type"))) || (((data.tariffs === undefined) || (!(func0.call(data, "tariffs")))) && (missing0 = "tariffs"))){
validate113.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 of Object.keys(data)){
if(!((((key0 === "version") || (key0 === "deployment")) || (key0 === "type")) || (key0 === "tariffs"))){
validate113.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate113.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(1 !== data0){
validate113.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deployment !== undefined && func0.call(data, "deployment")){
let data1 = data.deployment;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate113.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]{0,62}$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]{0,62}$"+"\""}];
return false;
}
}
else {
validate113.errors = [{instancePath:instancePath+"/deployment",schemaPath:"defs.schema.json#/definitions/deployment/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.type !== undefined && func0.call(data, "type")){
let data2 = data.type;
const _errs7 = errors;
if(typeof data2 !== "string"){
validate113.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("tariffs" !== data2){
validate113.errors = [{instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "tariffs"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tariffs !== undefined && func0.call(data, "tariffs")){
let data3 = data.tariffs;
const _errs9 = errors;
if(errors === _errs9){
if(Array.isArray(data3)){
if(data3.length > 64){
validate113.errors = [{instancePath:instancePath+"/tariffs",schemaPath:"#/properties/tariffs/maxItems",keyword:"maxItems",params:{limit: 64},message:"must NOT have more than 64 items"}];
return false;
}
else {
if(data3.length < 1){
validate113.errors = [{instancePath:instancePath+"/tariffs",schemaPath:"#/properties/tariffs/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid2 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
const _errs11 = errors;
if(!(validate106(data3[i0], {instancePath:instancePath+"/tariffs/" + i0,parentData:data3,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate106.errors : vErrors.concat(validate106.errors);
errors = vErrors.length;
}
var valid2 = _errs11 === errors;
if(!valid2){
break;
}
}
}
}
}
else {
validate113.errors = [{instancePath:instancePath+"/tariffs",schemaPath:"#/properties/tariffs/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate113.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate113.errors = vErrors;
return errors === 0;
}

const total = validate63;

export const messageValidators = {
  'accept': accept,
  'bill-statement': bill_statement,
  'bill': bill,
  'certified-entry': certified_entry,
  'clock': clock,
  'enrol-answer': enrol_answer,
  'enrol-request': enrol_request,
  'entry': entry,
  'evidence': evidence,
  'head-pair': head_pair,
  'key-card': key_card,
  'log': log,
  'manifest': manifest,
  'money-bill': money_bill,
  'move-answer': move_answer,
  'move-request': move_request,
  'receipt': receipt,
  'rejection': rejection,
  'renew-answer': renew_answer,
  'renew-request': renew_request,
  'request': request,
  'roster-copy': roster_copy,
  'scheme-copy': scheme_copy,
  'scheme': scheme,
  'settlement-status': settlement_status,
  'shares': shares,
  'signed-tariff': signed_tariff,
  'status': status,
  'tariff-copy': tariff_copy,
  'total': total,
};
